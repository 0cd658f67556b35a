//! Ticked points and confidence -> verdict and proposed rating. It must not know the screen.
