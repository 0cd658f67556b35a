//! What happens on the screens, told as runs of keys.
