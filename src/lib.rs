//! The page: shows the report that [`sa_token::inspect`] makes.
