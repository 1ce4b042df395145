//! The small part of the Common Expression Language that conditions of Google's providers mostly use:
//! comparisons of claims with texts, `in` and `has`, joined by `&&`, `||` and `!`. Any other expression is
//! not read.

use crate::facts::acceptance::presented::{Lookup, Presented};

/// The deepest nesting that is read, so that no expression exhausts the stack.
const MAX_NESTING: usize = 32;

/// A condition.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expression {
    Constant(bool),
    Not(Box<Self>),
    All(Vec<Self>),
    Any(Vec<Self>),
    /// A term equals one of these.
    Equals(Term, Vec<Term>),
    /// A term begins with, ends with or contains another.
    Has(Term, Place, Term),
    /// A term is an element of the claim on this path.
    In(Term, Vec<String>),
    /// The claim on this path is there.
    Exists(Vec<String>),
}

/// Where one text has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Start,
    End,
    Anywhere,
}

/// What has a text as its value: texts and claims, joined by `+`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Term(Vec<Piece>);

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Text(String),
    /// The path to a claim, from the root of the payload.
    Claim(Vec<String>),
    /// An attribute, such as `google.subject`.
    Attribute(String),
}

/// The attributes that a provider makes from the claims. A term that is not read is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Attributes(Vec<(String, Option<Term>)>);

/// The value of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    /// There is none: the token has no claim of this name, which is an error in the language.
    Missing(String),
    Unknown,
}

/// What an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Holds,
    Fails,
    /// It cannot be evaluated: the token has no claim of this name.
    Missing(String),
    Unknown,
}

/// The claims of a token.
pub(crate) trait Claims {
    /// Returns what is on a path.
    fn at(&self, path: &[String]) -> Lookup<'_>;
}

impl Claims for Presented<'_> {
    fn at(&self, path: &[String]) -> Lookup<'_> {
        self.lookup(path)
    }
}

impl From<bool> for Outcome {
    fn from(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

impl Attributes {
    pub(super) fn push(&mut self, name: String, term: Option<Term>) {
        self.0.push((name, term));
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// Returns the first attribute that reads a claim which is missing, and that claim.
    pub(crate) fn missing(&self, claims: &dyn Claims) -> Option<(String, String)> {
        self.0.iter().find_map(|(name, _)| match self.value(name, claims) {
            Value::Missing(claim) => Some((name.clone(), claim)),
            Value::Text(_) | Value::Unknown => None,
        })
    }

    /// Returns the value of an attribute.
    pub(crate) fn value(&self, name: &str, claims: &dyn Claims) -> Value {
        match self.0.iter().find(|(own, _)| own == name) {
            // An attribute is made of claims alone, so it refers to no attribute.
            Some((_, Some(term))) => term.value(claims, &Self::default()),
            _ => Value::Unknown,
        }
    }
}

impl Term {
    /// Returns true if it has the same value for every token.
    pub(super) fn is_constant(&self) -> bool {
        self.0.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }

    fn value(&self, claims: &dyn Claims, attributes: &Attributes) -> Value {
        let mut whole = String::new();
        let mut is_unknown = false;
        for piece in &self.0 {
            let value = match piece {
                Piece::Text(text) => Value::Text(text.clone()),
                Piece::Claim(path) => match claims.at(path) {
                    Lookup::Text(text) => Value::Text(text.to_owned()),
                    Lookup::Missing => Value::Missing(path.join(".")),
                    Lookup::Texts(_) | Lookup::Unknown => Value::Unknown,
                },
                Piece::Attribute(name) => attributes.value(name, claims),
            };
            match value {
                Value::Text(text) => whole.push_str(&text),
                Value::Missing(name) => return Value::Missing(name),
                Value::Unknown => is_unknown = true,
            }
        }
        if is_unknown { Value::Unknown } else { Value::Text(whole) }
    }
}

impl Expression {
    /// Returns what it comes to.
    pub(crate) fn outcome(&self, claims: &dyn Claims, attributes: &Attributes) -> Outcome {
        let value = |term: &Term| term.value(claims, attributes);
        match self {
            Self::Constant(holds) => Outcome::from(*holds),
            Self::Not(inner) => match inner.outcome(claims, attributes) {
                Outcome::Holds => Outcome::Fails,
                Outcome::Fails => Outcome::Holds,
                other => other,
            },
            Self::All(parts) => {
                joined(parts.iter().map(|part| part.outcome(claims, attributes)), &Outcome::Fails)
            }
            Self::Any(parts) => {
                joined(parts.iter().map(|part| part.outcome(claims, attributes)), &Outcome::Holds)
            }
            Self::Equals(left, right) => {
                let left = value(left);
                let comparisons =
                    right.iter().map(|own| compared(&left, &value(own), |left, own| left == own));
                // A list is made before it is compared, so one missing claim in it is an error.
                let all: Vec<Outcome> = comparisons.collect();
                match all.iter().find(|own| matches!(own, Outcome::Missing(_))) {
                    Some(missing) => missing.clone(),
                    None => joined(all.into_iter(), &Outcome::Holds),
                }
            }
            Self::Has(term, place, part) => {
                compared(&value(term), &value(part), |text, part| match place {
                    Place::Start => text.starts_with(part),
                    Place::End => text.ends_with(part),
                    Place::Anywhere => text.contains(part),
                })
            }
            Self::In(term, path) => match (value(term), claims.at(path)) {
                (Value::Missing(name), _) => Outcome::Missing(name),
                (_, Lookup::Missing) => Outcome::Missing(path.join(".")),
                (Value::Text(text), Lookup::Texts(texts)) => {
                    Outcome::from(texts.contains(&text.as_str()))
                }
                _ => Outcome::Unknown,
            },
            Self::Exists(path) => match claims.at(path) {
                Lookup::Missing => Outcome::Fails,
                Lookup::Text(_) | Lookup::Texts(_) => Outcome::Holds,
                Lookup::Unknown => Outcome::Unknown,
            },
        }
    }
}

fn compared(left: &Value, right: &Value, fits: impl Fn(&str, &str) -> bool) -> Outcome {
    match (left, right) {
        (Value::Missing(name), _) | (_, Value::Missing(name)) => Outcome::Missing(name.clone()),
        (Value::Text(left), Value::Text(right)) => Outcome::from(fits(left, right)),
        _ => Outcome::Unknown,
    }
}

/// Returns `decisive` if one of the parts is it, whatever the others are: in the language, an error beside
/// it does not count.
fn joined(parts: impl Iterator<Item = Outcome>, decisive: &Outcome) -> Outcome {
    let mut missing = None;
    let mut is_unknown = false;
    let mut last = Outcome::from(*decisive == Outcome::Fails);
    for part in parts {
        match part {
            own if own == *decisive => return own,
            Outcome::Unknown => is_unknown = true,
            Outcome::Missing(name) => missing = Some(name),
            other => last = other,
        }
    }
    match missing {
        _ if is_unknown => Outcome::Unknown,
        Some(name) => Outcome::Missing(name),
        None => last,
    }
}

/// Reads a condition; none if it is not of the part of the language that is read here.
pub(super) fn read(text: &str) -> Option<Expression> {
    let mut reader = Reader { tokens: tokens(text)?, nesting: 0 };
    let expression = reader.any()?;
    reader.tokens.is_empty().then_some(expression)
}

/// Reads an expression that makes a text.
pub(super) fn read_term(text: &str) -> Option<Term> {
    let mut reader = Reader { tokens: tokens(text)?, nesting: 0 };
    let term = reader.term()?;
    reader.tokens.is_empty().then_some(term)
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Text(String),
    Sign(&'static str),
}

const SIGNS: [&str; 12] = ["&&", "||", "==", "!=", "!", "(", ")", "[", "]", ".", ",", "+"];

/// Returns the tokens of an expression, the last one first; none if one of them is not known.
fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, behind) = if matches!(first, '\'' | '"') {
            string(rest, first)?
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            (Token::Sign(sign), rest.strip_prefix(sign)?)
        } else {
            let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
            let end = rest.find(|character| !is_name(character)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            if name.is_empty() {
                return None;
            }
            (Token::Name(name.to_owned()), behind)
        };
        found.push(token);
        rest = behind.trim_start();
    }
    found.reverse();
    Some(found)
}

fn string(rest: &str, quote: char) -> Option<(Token, &str)> {
    let (text, behind) = rest.strip_prefix(quote)?.split_once(quote)?;
    // Escapes and the empty beginning of a triple quotation are not read.
    let is_triple = text.is_empty() && behind.starts_with(quote);
    let is_plain = !text.contains('\\') && !is_triple;
    is_plain.then(|| (Token::Text(text.to_owned()), behind))
}

struct Reader {
    /// The next one last.
    tokens: Vec<Token>,
    nesting: usize,
}

impl Reader {
    fn takes(&mut self, sign: &str) -> bool {
        let is_next = matches!(self.tokens.last(), Some(Token::Sign(own)) if *own == sign);
        if is_next {
            self.tokens.pop();
        }
        is_next
    }

    fn takes_name(&mut self, name: &str) -> bool {
        let is_next = matches!(self.tokens.last(), Some(Token::Name(own)) if own == name);
        if is_next {
            self.tokens.pop();
        }
        is_next
    }

    fn any(&mut self) -> Option<Expression> {
        let mut parts = vec![self.all()?];
        while self.takes("||") {
            parts.push(self.all()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Expression::Any(parts)) }
    }

    fn all(&mut self) -> Option<Expression> {
        let mut parts = vec![self.one()?];
        while self.takes("&&") {
            parts.push(self.one()?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Expression::All(parts)) }
    }

    fn one(&mut self) -> Option<Expression> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return None;
        }
        let expression = self.unary();
        self.nesting -= 1;
        expression
    }

    fn unary(&mut self) -> Option<Expression> {
        if self.takes("!") {
            let inner = self.one()?;
            // `!` is of what directly follows it: `!a == b` compares `!a`.
            let is_whole = !matches!(inner, Expression::Equals(..) | Expression::In(..));
            return is_whole.then(|| Expression::Not(Box::new(inner)));
        }
        if self.takes("(") {
            let inner = self.any()?;
            // With one part, `All` is what is in the parentheses.
            return self.takes(")").then(|| Expression::All(vec![inner]));
        }
        if self.takes_name("has") {
            let (path, is_selected) = self.takes("(").then(|| self.claim())??;
            return (is_selected && self.takes(")")).then_some(Expression::Exists(path));
        }
        for (name, holds) in [("true", true), ("false", false)] {
            if self.takes_name(name) {
                return Some(Expression::Constant(holds));
            }
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Option<Expression> {
        let (term, place) = self.term_and_method()?;
        if let Some(place) = place {
            let part = self.term()?;
            return self.takes(")").then_some(Expression::Has(term, place, part));
        }
        if self.takes("==") {
            return Some(Expression::Equals(term, vec![self.term()?]));
        }
        if self.takes("!=") {
            let equals = Expression::Equals(term, vec![self.term()?]);
            return Some(Expression::Not(Box::new(equals)));
        }
        if !self.takes_name("in") {
            return None;
        }
        if !self.takes("[") {
            return Some(Expression::In(term, self.claim()?.0));
        }
        let mut values = vec![self.term()?];
        while self.takes(",") {
            values.push(self.term()?);
        }
        self.takes("]").then_some(Expression::Equals(term, values))
    }

    fn term(&mut self) -> Option<Term> {
        let (term, method) = self.term_and_method()?;
        if method.is_none() { Some(term) } else { None }
    }

    /// Reads a term, and the method behind it up to its opening parenthesis.
    fn term_and_method(&mut self) -> Option<(Term, Option<Place>)> {
        let mut pieces = Vec::new();
        loop {
            let (piece, method) = self.piece()?;
            pieces.push(piece);
            if method.is_some() || !self.takes("+") {
                // A method would be of the last piece alone.
                let is_whole = method.is_none() || pieces.len() == 1;
                return is_whole.then_some((Term(pieces), method));
            }
        }
    }

    /// Reads a claim. Returns its path, and whether a name behind a dot ends it.
    fn claim(&mut self) -> Option<(Vec<String>, bool)> {
        let is_claim = self.takes_name("assertion");
        let mut path = Vec::new();
        let mut is_selected = false;
        loop {
            let token = if self.takes("[") {
                is_selected = false;
                let token = self.tokens.pop();
                self.takes("]").then_some(token)?
            } else if self.takes(".") {
                is_selected = true;
                self.tokens.pop()
            } else {
                break;
            };
            match token {
                Some(Token::Name(name)) if is_selected => path.push(name),
                Some(Token::Text(name)) if !is_selected => path.push(name),
                _ => return None,
            }
        }
        (is_claim && !path.is_empty()).then_some((path, is_selected))
    }

    fn piece(&mut self) -> Option<(Piece, Option<Place>)> {
        let root = match self.tokens.pop()? {
            Token::Text(text) => return Some((Piece::Text(text), None)),
            Token::Name(name) => name,
            Token::Sign(_) => return None,
        };
        let mut path = Vec::new();
        let mut method = None;
        while method.is_none() {
            if self.takes("[") {
                let Some(Token::Text(name)) = self.tokens.pop() else { return None };
                path.push(name);
                if !self.takes("]") {
                    return None;
                }
            } else if self.takes(".") {
                let Some(Token::Name(name)) = self.tokens.pop() else { return None };
                if self.takes("(") {
                    method = Some(match name.as_str() {
                        "startsWith" => Place::Start,
                        "endsWith" => Place::End,
                        "contains" => Place::Anywhere,
                        _ => return None,
                    });
                } else {
                    path.push(name);
                }
            } else {
                break;
            }
        }
        let piece = match (root.as_str(), path.as_slice()) {
            (_, []) => return None,
            ("assertion", _) => Piece::Claim(path),
            ("google" | "attribute", [name]) => Piece::Attribute(format!("{root}.{name}")),
            _ => return None,
        };
        Some((piece, method))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_beyond_the_small_part_is_not_read() {
        for text in [
            "",
            "assertion",
            "assertion.sub",
            "assertion.sub ==",
            "assertion.sub.matches('x')",
            "assertion.sub.extract('{x}') == 'a'",
            "has(assertion['sub'])",
            "has(google.subject)",
            "has(assertion)",
            "has(assertion.sub",
            "'admins' in google.groups",
            "'a' in assertion",
            "'a' in assertion.aud[0]",
            "!assertion.sub == 'a'",
            "!'a' in assertion.aud",
            "assertion.sub == 'a' == true",
            "assertion.sub.startsWith('a') == true",
            "assertion.sub == 'a' ? true : false",
            "assertion.exp > 1",
            "assertion.sub == 'a\\'b'",
            "assertion.aud[0] == 'a'",
            "(assertion.sub == 'a'",
            "assertion.sub == 'a')",
            "assertion.sub == 'a",
            "unknown.sub == 'a'",
            "é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"!".repeat(100_000)), None);
        assert_eq!(read(&"(".repeat(100_000)), None);
    }
}
