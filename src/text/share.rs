//! Words of the menu behind "Share".

pub const SHARE: &str = "Share";
pub const NOTE: &str = "The link holds the header and the claims, but no signature and nothing that is hidden: it explains the token and cannot log in. Anyone who has the link can read the claims.";
pub const EXAMPLE: &str = "The link opens this example by its name.";
pub const LINK: &str = "Copy link";
pub const NAMES_NOTE: &str = "Without names, every text in it becomes “example”, zeros or “…”: names, ids, addresses. Times, numbers, the names of claims, the algorithm, and issuers and audiences that many clusters share can still be read.";
pub const LINK_WITHOUT_NAMES: &str = "Copy link without names";
pub const MARKDOWN_WITHOUT_NAMES: &str = "Copy Markdown without names";
pub const WHOLE: &str = "Share the whole token …";
pub const WHOLE_NOTE: &str = "Careful: whoever gets this link can log in with the token as long as it works. Chats, mails and browsers keep links.";
pub const LINK_OF_WHOLE: &str = "Copy link that logs in";
