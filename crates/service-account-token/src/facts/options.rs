//! What the caller knows and the text does not say.

use crate::text::calendar::MAX_SECONDS;

/// What the caller knows and the text does not say.
///
/// ```
/// use service_account_token::Options;
///
/// let options = Options::new().now(1_700_000_000).api_audience("https://kubernetes.default.svc");
/// assert_eq!(options.now, Some(1_700_000_000));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The clock, in Unix seconds. Without it, what needs a clock is left out.
    pub now: Option<i64>,
    /// The API server's `--api-audiences`, if known.
    pub api_audiences: Vec<String>,
}

impl Options {
    /// Returns options that say nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the clock, in Unix seconds. `None` leaves out what needs a clock.
    #[must_use]
    pub fn now(mut self, seconds: impl Into<Option<i64>>) -> Self {
        self.now = seconds.into();
        self
    }

    /// Adds one of the API server's `--api-audiences`.
    #[must_use]
    pub fn api_audience(mut self, audience: impl Into<String>) -> Self {
        self.api_audiences.push(audience.into());
        self
    }

    /// Adds several of the API server's `--api-audiences`.
    #[must_use]
    pub fn api_audiences(mut self, audiences: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.api_audiences.extend(audiences.into_iter().map(Into::into));
        self
    }

    /// Returns the options with a clock that can be shown. A clock beyond that is as good as one at
    /// the end of it, and cannot overflow.
    pub(crate) fn clamped(&self) -> Self {
        self.clone().now(self.now.map(|now| now.clamp(-MAX_SECONDS, MAX_SECONDS)))
    }
}
