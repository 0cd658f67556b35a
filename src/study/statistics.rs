//! Scores and calibration from attempts. It must not know where they come from.
