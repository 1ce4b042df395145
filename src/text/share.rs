//! Words of the menu behind "Share".

pub const SHARE: &str = "Share";
pub const NOTE: &str = "The link contains the header and the claims, but no signature and nothing \
                        hidden: it explains the token and cannot log in. Anyone with the link can \
                        read the claims.";
pub const EXAMPLE: &str = "The link opens this example by name.";
pub const LINK: &str = "Copy link";
pub const NAMES_NOTE: &str = "Without names, every text becomes “example”, zeros or “…”: names, \
                              ids, addresses. Times, numbers, claim names, the algorithm, and \
                              issuers and audiences that many clusters share stay readable.";
pub const LINK_WITHOUT_NAMES: &str = "Copy link without names";
pub const MARKDOWN_WITHOUT_NAMES: &str = "Copy Markdown without names";
pub const SEND_LINK: &str = "Send link …";
pub const SEND_LINK_WITHOUT_NAMES: &str = "Send link without names …";
pub const WHOLE: &str = "Share the whole token …";
pub const WHOLE_NOTE: &str = "Careful: anyone with this link can log in with the token while it \
                              works. Chats, mail and browsers keep links.";
pub const LINK_OF_WHOLE: &str = "Copy link that logs in";
