//! The state machine of one session. It must not know the screen or the disk.
