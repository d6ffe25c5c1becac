//! A few texts by their terms: cosines with all of them in one pass.

/// What no entry is.
const NONE: u32 = u32::MAX;

/// Texts turned round: for each term a chain of those that have it.
#[derive(Debug)]
pub struct Having {
    /// The first entry of each term.
    first: Vec<u32>,
    /// A bit for each term that has one: few do, and the bits of all stay in the nearest cache.
    any: Vec<u64>,
    entries: Vec<Entry>,
    texts: usize,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    term: u32,
    text: u32,
    weight: f32,
    /// The next entry of the same term.
    next: u32,
}

impl Having {
    /// No texts, of so many terms.
    pub fn new(terms: usize) -> Self {
        Self { first: vec![NONE; terms], any: vec![0; terms.div_ceil(64)], entries: Vec::new(), texts: 0 }
    }

    /// Takes a text in, behind those that are there.
    pub fn push(&mut self, (terms, weights): (&[u32], &[f32])) {
        let text = self.texts as u32;
        for (&term, &weight) in terms.iter().zip(weights) {
            self.any[term as usize / 64] |= 1 << (term % 64);
            let next = std::mem::replace(&mut self.first[term as usize], self.entries.len() as u32);
            self.entries.push(Entry { term, text, weight, next });
        }
        self.texts += 1;
    }

    /// The product of a text with each of those that are there, into `products`. Time linear in the terms of the text and in
    /// what they have in common.
    pub fn products(&self, (terms, weights): (&[u32], &[f32]), products: &mut Vec<f64>) {
        products.clear();
        products.resize(self.texts, 0.0);
        for (&term, &weight) in terms.iter().zip(weights) {
            if self.any[term as usize / 64] >> (term % 64) & 1 == 0 {
                continue;
            }
            let mut at = self.first[term as usize];
            while at != NONE {
                let entry = self.entries[at as usize];
                products[entry.text as usize] += f64::from(entry.weight) * f64::from(weight);
                at = entry.next;
            }
        }
    }

    /// No texts again.
    pub fn clear(&mut self) {
        for entry in self.entries.drain(..) {
            self.first[entry.term as usize] = NONE;
            self.any[entry.term as usize / 64] = 0;
        }
        self.texts = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_by_hand() {
        let mut having = Having::new(5);
        let mut products = Vec::new();
        for _ in 0..2 {
            having.push((&[0, 2], &[0.5, 2.0]));
            having.push((&[3], &[1.0]));
            having.push((&[2, 3], &[1.0, 4.0]));
            having.products((&[0, 2, 4], &[1.0, 3.0, 9.0]), &mut products);
            assert_eq!(products, [6.5, 0.0, 3.0]);
            having.clear();
        }
        having.products((&[0], &[1.0]), &mut products);
        assert_eq!(products, [0.0; 0]);
    }
}
