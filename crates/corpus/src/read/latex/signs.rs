//! The commands of LaTeX that stand for a sign, an accent or nothing.

/// The combining mark of an accent that is a sign.
pub(super) fn combining(accent: char) -> char {
    match accent {
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '"' => '\u{308}',
        '^' => '\u{302}',
        '~' => '\u{303}',
        '=' => '\u{304}',
        _ => '\u{307}',
    }
}

/// The combining mark of an accent that has a name.
pub(super) fn named_accent(name: &str) -> Option<char> {
    Some(match name {
        "v" | "check" => '\u{30c}',
        "u" | "breve" => '\u{306}',
        "H" => '\u{30b}',
        "c" => '\u{327}',
        "k" => '\u{328}',
        "r" | "mathring" => '\u{30a}',
        "d" => '\u{323}',
        "b" => '\u{331}',
        "t" => '\u{361}',
        "hat" | "widehat" => '\u{302}',
        "tilde" | "widetilde" => '\u{303}',
        "bar" | "overline" => '\u{304}',
        "dot" => '\u{307}',
        "ddot" => '\u{308}',
        "vec" => '\u{20d7}',
        "acute" => '\u{301}',
        "grave" => '\u{300}',
        _ => return None,
    })
}

/// Letters of other alphabets and signs of running text: the space behind such a command belongs to it.
pub(super) fn letter(name: &str) -> Option<&'static str> {
    Some(match name {
        "ss" => "ß",
        "SS" => "ẞ",
        "o" => "ø",
        "O" => "Ø",
        "l" => "ł",
        "L" => "Ł",
        "ae" => "æ",
        "AE" => "Æ",
        "oe" => "œ",
        "OE" => "Œ",
        "aa" => "å",
        "AA" => "Å",
        "i" | "imath" => "ı",
        "j" | "jmath" => "ȷ",
        "dh" => "ð",
        "DH" => "Ð",
        "dj" => "đ",
        "DJ" => "Đ",
        "th" => "þ",
        "TH" => "Þ",
        "ng" => "ŋ",
        "NG" => "Ŋ",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textasciigrave" => "`",
        "textbackslash" => "\\",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "textquoteleft" | "lq" => "‘",
        "textquoteright" | "rq" => "’",
        "textquotedblleft" => "“",
        "textquotedblright" => "”",
        "textunderscore" => "_",
        "textdollar" => "$",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "textbraceleft" => "{",
        "textbraceright" => "}",
        "textendash" => "–",
        "textemdash" => "—",
        _ => return None,
    })
}

/// Symbols, most of them of formulas.
pub(super) fn symbol(name: &str) -> Option<&'static str> {
    Some(match name {
        "alpha" => "α",
        "beta" => "β",
        "gamma" => "γ",
        "delta" => "δ",
        "epsilon" | "varepsilon" | "eps" => "ε",
        "zeta" => "ζ",
        "eta" => "η",
        "theta" | "vartheta" => "θ",
        "iota" => "ι",
        "kappa" => "κ",
        "lambda" => "λ",
        "mu" | "textmu" => "μ",
        "nu" => "ν",
        "xi" => "ξ",
        "pi" => "π",
        "rho" | "varrho" => "ρ",
        "sigma" => "σ",
        "tau" => "τ",
        "upsilon" => "υ",
        "phi" | "varphi" => "φ",
        "chi" => "χ",
        "psi" => "ψ",
        "omega" => "ω",
        "Gamma" => "Γ",
        "Delta" => "Δ",
        "Theta" => "Θ",
        "Lambda" => "Λ",
        "Xi" => "Ξ",
        "Pi" => "Π",
        "Sigma" => "Σ",
        "Phi" => "Φ",
        "Psi" => "Ψ",
        "Omega" => "Ω",
        "ell" => "ℓ",
        "infty" => "∞",
        "times" | "texttimes" => "×",
        "cdot" | "textperiodcentered" => "·",
        "pm" | "textpm" => "±",
        "mp" => "∓",
        "div" => "÷",
        "le" | "leq" | "leqslant" => "≤",
        "ge" | "geq" | "geqslant" => "≥",
        "ne" | "neq" => "≠",
        "ll" => "≪",
        "gg" => "≫",
        "approx" => "≈",
        "sim" => "∼",
        "simeq" => "≃",
        "equiv" => "≡",
        "propto" => "∝",
        "in" => "∈",
        "notin" => "∉",
        "subset" => "⊂",
        "subseteq" => "⊆",
        "cup" => "∪",
        "cap" => "∩",
        "to" | "rightarrow" => "→",
        "leftarrow" => "←",
        "leftrightarrow" => "↔",
        "Rightarrow" => "⇒",
        "mapsto" => "↦",
        "forall" => "∀",
        "exists" => "∃",
        "partial" => "∂",
        "nabla" => "∇",
        "sum" => "∑",
        "prod" => "∏",
        "int" => "∫",
        "oplus" => "⊕",
        "otimes" => "⊗",
        "star" | "ast" => "*",
        "circ" | "degree" | "textdegree" => "°",
        "lVert" | "rVert" | "Vert" => "‖",
        "langle" => "⟨",
        "rangle" => "⟩",
        "lceil" => "⌈",
        "rceil" => "⌉",
        "lfloor" => "⌊",
        "rfloor" => "⌋",
        "ldots" | "dots" | "cdots" | "textellipsis" => "…",
        "setminus" => "∖",
        "mid" | "vert" => "|",
        "textregistered" => "®",
        "texttrademark" => "™",
        "textcopyright" | "copyright" => "©",
        "pounds" | "textsterling" => "£",
        "euro" | "texteuro" => "€",
        "S" | "textsection" => "§",
        "dag" | "textdagger" => "†",
        "ddag" => "‡",
        "quad" | "qquad" | "space" | "newline" => " ",
        _ => return None,
    })
}

/// Commands that change how their argument or what follows looks, and say nothing themselves.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "em" | "it"
            | "bf"
            | "tt"
            | "sc"
            | "rm"
            | "sf"
            | "sl"
            | "itshape"
            | "bfseries"
            | "upshape"
            | "scshape"
            | "normalfont"
            | "left"
            | "right"
            | "big"
            | "Big"
            | "bigl"
            | "bigr"
            | "Bigl"
            | "Bigr"
            | "bigg"
            | "Bigg"
            | "displaystyle"
            | "textstyle"
            | "limits"
            | "nolimits"
            | "relax"
            | "protect"
            | "small"
            | "footnotesize"
            | "mathcal"
            | "mathbb"
            | "mathbf"
            | "mathrm"
            | "mathsf"
            | "mathit"
            | "mathfrak"
            | "mathscr"
            | "boldsymbol"
            | "bm"
            | "cal"
            | "operatorname"
            | "text"
    )
}
