//! Says when, and starts another program: what it takes to make a terminal is not that program's time; what it takes to make its
//! process is, for a person waits for that as well. It must not know the program.

use std::env;
use std::io::{Write, stdout};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    let mut arguments = env::args_os().skip(1);
    let mut command = Command::new(arguments.next().expect("a program to start"));
    command.args(arguments);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    println!("{}", now.as_nanos());
    stdout().flush().expect("a terminal");
    command.spawn().expect("the program starts").wait().expect("the program ends");
}
