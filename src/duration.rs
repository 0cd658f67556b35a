//! Durations as people type them. It must not know what they limit.

/// Reads `90s`, `15m`, `1h`, `1m30s`, or a bare number of seconds, as milliseconds: more than none, at most a day.
pub fn milliseconds(text: &str) -> Result<u64, String> {
    const DAY_S: u64 = 86_400;
    let wrong = || format!("{text:?} is no time; write 90s, 15m, 1h or 1m30s");
    let mut seconds: u64 = 0;
    let mut digits = String::new();
    for character in text.trim().chars() {
        let unit = match character {
            '0'..='9' => {
                digits.push(character);
                continue;
            }
            's' => 1,
            'm' => 60,
            'h' => 3600,
            _ => return Err(wrong()),
        };
        let number: u64 = std::mem::take(&mut digits).parse().map_err(|_| wrong())?;
        seconds = number.checked_mul(unit).and_then(|part| seconds.checked_add(part)).ok_or_else(wrong)?;
    }
    if !digits.is_empty() {
        let number: u64 = digits.parse().map_err(|_| wrong())?;
        seconds = seconds.checked_add(number).ok_or_else(wrong)?;
    }
    match seconds {
        1..=DAY_S => Ok(seconds * 1000),
        0 => Err(wrong()),
        _ => Err(format!("{text:?} is more than a day; write a shorter time")),
    }
}

#[cfg(test)]
mod tests {
    use super::milliseconds;

    #[track_caller]
    fn check(text: &str, seconds: Option<u64>) {
        assert_eq!(milliseconds(text).ok(), seconds.map(|seconds| seconds * 1000), "{text}");
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        check("90s", Some(90));
        check("15m", Some(900));
        check("1h", Some(3600));
        check("1m30s", Some(90));
        check("45", Some(45));
        check("24h", Some(86_400));
        for wrong in ["", "0", "0s", "m", "5x", "-5s", "1.5m", "25h", "99999999999999999999", "s5"] {
            check(wrong, None);
        }
    }
}
