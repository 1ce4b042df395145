//! The built site, driven over WebDriver.
