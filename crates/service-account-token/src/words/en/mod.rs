//! The sentences in English. A second language is a second folder beside this one.
