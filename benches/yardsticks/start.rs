//! Says when, and becomes another program: what it takes to make a process in a new terminal is not that program's time. It must
//! not know the program.

use std::env;
use std::io::{Write, stdout};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

fn main() {
    let mut arguments = env::args_os().skip(1);
    let program = arguments.next().expect("a program to become");
    let mut command = Command::new(program);
    command.args(arguments);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later than 1970");
    println!("{}", now.as_nanos());
    stdout().flush().expect("a terminal");
    panic!("{}", command.exec());
}
