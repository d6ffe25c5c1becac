//! Hidden citations found again, on the very task of other programs: each citation of an earlier paper or one of the same year is
//! hidden if Python's `random.Random(seed).random()` is below 0.2, in the order of citing and cited paper.
//!
//! ```text
//! cargo run --release -p bibliograph-discover --example cite -- PAPERS.csv 0 1 2
//! ```
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use discover::missing::trial::{self, Found};
use parallel::Progress;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the first argument is a file of papers with references");
    let corpus = corpus::read(&[path.into()], &corpus::ReadOptions::default(), &Progress::none()).unwrap();
    let terms = similarity::terms::build(&corpus.papers, &Default::default(), &Progress::none()).unwrap();
    println!("{} papers, {} citations", corpus.papers.len(), corpus.citations.len());
    for seed in arguments.map(|seed| seed.parse::<u32>().expect("seeds are numbers")) {
        let mut random = Twister::new(seed);
        let year = |paper: u32| corpus.papers[paper as usize].year;
        let (hidden, known): (Vec<_>, Vec<_>) = corpus
            .citations
            .iter()
            .partition(|&&(citing, cited)| year(cited) <= year(citing) && random.random() < 0.2);
        let trial = trial::run(&corpus, &terms, &known, &hidden, u64::from(seed));
        println!("seed {seed}: {} hidden of {} papers", trial.hidden, trial.papers);
        tell("cosine of the texts", trial.text);
        tell("… and with the references", trial.text_and_references);
        tell("the model", trial.model);
    }
}

fn tell(name: &str, found: Found) {
    println!(
        "  {name:<26} recall@10 {:.4}  recall@50 {:.4}  MAP {:.4}",
        found.recall_at_10, found.recall_at_50, found.average_precision
    );
}

/// MT19937 as Python seeds it.
struct Twister {
    state: Vec<u32>,
    at: usize,
}
impl Twister {
    fn new(seed: u32) -> Self {
        let mut s = vec![0u32; 624];
        s[0] = 19_650_218;
        for i in 1..624 {
            s[i] = 1_812_433_253u32.wrapping_mul(s[i - 1] ^ (s[i - 1] >> 30)).wrapping_add(i as u32);
        }
        let (mut i, mut j) = (1, 0);
        let key = [seed];
        for _ in 0..624 {
            s[i] = (s[i] ^ (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_664_525))
                .wrapping_add(key[j])
                .wrapping_add(j as u32);
            i += 1;
            j += 1;
            if i >= 624 {
                s[0] = s[623];
                i = 1;
            }
            if j >= 1 {
                j = 0;
            }
        }
        for _ in 0..623 {
            s[i] = (s[i] ^ (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i += 1;
            if i >= 624 {
                s[0] = s[623];
                i = 1;
            }
        }
        s[0] = 0x8000_0000;
        Self { state: s, at: 624 }
    }
    fn next(&mut self) -> u32 {
        if self.at >= 624 {
            for k in 0..624 {
                let y = (self.state[k] & 0x8000_0000) | (self.state[(k + 1) % 624] & 0x7fff_ffff);
                self.state[k] =
                    self.state[(k + 397) % 624] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }
    fn random(&mut self) -> f64 {
        let (a, b) = (self.next() >> 5, self.next() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) / 9_007_199_254_740_992.0
    }
}
