//! Where data lives: the XDG folders. It must not know what lies there.
