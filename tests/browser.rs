//! `map.html` in a browser, with mouse and keys. Skipped, and said so, where there is no Chromium.

use std::{thread, time::Duration};

use crate::{
    util::{Place, SIX_PAPERS},
    webdriver::{Browser, ESCAPE},
};

/// A title that would be markup and an end of the data, and an id that an address cannot hold as it is.
const HOSTILE: &str =
    r#"<script>document.title='owned'</script></script><!--<img src=x onerror=alert(1)> & volume rendering"#;
const HOSTILE_ID: &str = "h/1 #?%é";

/// The six papers, the hostile one, and one whose title a spreadsheet would run.
fn papers() -> String {
    let hostile = serde_json::json!({
        "id": HOSTILE_ID, "title": HOSTILE, "authors": ["<b>Eve</b>"], "url": "javascript:alert(1)",
        "abstract": "Ray casting and </script><script>alert(2)</script> transfer functions for volume rendering.",
    });
    let formula = serde_json::json!({
        "id": "f1", "title": "=1+1 in \"graph drawing\"", "year": 2006,
        "abstract": "Graph drawing by force-directed placement, edge bundling.",
    });
    format!("{SIX_PAPERS}{hostile}\n{formula}\n")
}

/// A folder with a report of these papers and a browser on its map.
struct Map {
    browser: Browser,
    place: Place,
}

impl Map {
    fn of(papers: &str, fragment: &str, more: &[&str]) -> Option<Self> {
        let place = Place::new();
        let browser = Browser::open(&place.path("downloads"), more)?;
        place.file("papers.jsonl", papers);
        place.succeeds(&["run", "papers.jsonl", "--out", "out"]);
        let map = Self { browser, place };
        map.browser.visit(&map.place.path("out/map.html"), fragment);
        Some(map)
    }

    /// Where a paper stands in the window that was opened by name: in the middle of what no panel covers.
    fn middle(&self) -> [i64; 2] {
        let height = self.browser.run("return innerHeight").as_i64().unwrap();
        let width = self.browser.run("return innerWidth").as_i64().unwrap();
        [(340 + width - 400) / 2, (height - 30) / 2]
    }

    /// Opens a paper by name and waits until the map has come to rest.
    fn at(fragment: &str, title: &str) -> Option<Self> {
        let map = Self::of(&papers(), fragment, &[])?;
        map.browser.wait_for("document.querySelector('#paper h2')");
        assert_eq!(map.browser.text("#paper h2"), title);
        thread::sleep(Duration::from_millis(900));
        Some(map)
    }
}

#[test]
fn it_loads_without_an_error_and_without_a_network() {
    let Some(Map { browser, .. }) = Map::of(&papers(), "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    assert_eq!(browser.text("#title"), "papers");
    assert_eq!(browser.console(), [""; 0]);
    let requests = browser.requests();
    assert!(requests.iter().any(|address| address.ends_with("/out/map.html")), "{requests:?}");
    let own = |address: &String| address.ends_with("/out/map.html") || address.starts_with("data:");
    assert!(requests.iter().all(own), "{requests:?}");
}

#[test]
fn search_finds_by_title_author_and_term() {
    let Some(Map { browser, .. }) = Map::of(&papers(), "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    for (query, found) in [
        ("multilevel", &["Multilevel force-directed graph drawing"][..]),
        ("EDGE graph", &["Edge bundling for graph drawing", "Multilevel", "=1+1", "Drawing large graphs"]),
        (
            "ada byron",
            &["Volume rendering of large fluid simulations", "Transfer functions for volume rendering"],
        ),
        ("no such words", &[]),
    ] {
        browser.press("/");
        browser.press(query);
        let heading = match found.len() {
            0 => "No paper found".to_owned(),
            1 => "1 paper found".to_owned(),
            count => format!("{count} papers found"),
        };
        browser.wait_for(&format!("document.querySelector('#results h2')?.textContent === '{heading}'"));
        let results = browser.text("#results");
        assert!(found.iter().all(|title| results.contains(title)), "{query}: {results}");
        assert!(browser.text("#count").starts_with(&format!("{} of 8 papers", found.len())));
        // Escape shows all again.
        browser.press(ESCAPE);
        browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    }
}

#[test]
fn a_click_shows_the_paper_and_the_reasons_of_its_links() {
    let Some(map) = Map::at("#a2", "Transfer functions for volume rendering") else { return };
    let browser = &map.browser;
    browser.press(ESCAPE);
    browser.wait_for("document.getElementById('paper').hidden");

    browser.point_at(map.middle());
    browser.wait_for("!document.getElementById('tip').hidden");
    let tip = browser.text("#tip");
    assert!(tip.contains("Transfer functions for volume rendering") && tip.contains("2002"), "{tip}");
    assert!(tip.contains(&map.place.table("out/tables/papers.csv")[1]["cluster_label"]), "{tip}");

    browser.click_at(map.middle());
    browser.wait_for("!document.getElementById('paper').hidden");
    let paper = browser.text("#paper");
    for part in ["Ada Byron; Bo Chen", "Volume rendering needs transfer functions.", "github.com/lab/volume"]
    {
        assert!(paper.contains(part), "{part}: {paper}");
    }
    let nearest = browser.text(".nearest > li");
    assert!(nearest.contains("Volume rendering of large fluid simulations (2001)"), "{nearest}");
    // The parts and the weight are those of the table.
    let links = map.place.table("out/tables/links.csv");
    let link = links.iter().find(|row| row["source"] == "a1" && row["target"] == "a2").unwrap();
    let number = |column: &str| format!("{:.2}", link[column].parse::<f64>().unwrap());
    assert!(nearest.contains(&number("weight")), "{nearest}");
    assert!(nearest.contains(&format!("shared terms {}", number("terms"))), "{nearest}");
    assert!(nearest.contains("volume rendering ") && nearest.contains(" %"), "{nearest}");
    assert!(
        nearest.contains(&format!("shared repositories {}: github.com/lab/volume", number("repos"))),
        "{nearest}"
    );
    assert!(nearest.contains(&format!("citation {}: this paper cites it", number("citations"))), "{nearest}");
    // From one paper to the next.
    browser.click_on(".nearest > li .title");
    browser
        .wait_for("document.querySelector('#paper h2').textContent.startsWith('Volume rendering of large')");
    assert!(browser.text(".nearest").contains("it cites this paper"));
    assert_eq!(browser.run("return location.hash"), "#a1");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn a_cluster_that_is_switched_off_is_gone() {
    let Some(map) = Map::at("#a2", "Transfer functions for volume rendering") else { return };
    let browser = &map.browser;
    browser.press(ESCAPE);
    browser.point_at(map.middle());
    browser.wait_for("!document.getElementById('tip').hidden");
    let papers = map.place.table("out/tables/papers.csv");
    let cluster = &papers[1]["cluster"];
    let rest = papers.iter().filter(|row| row["cluster"] != *cluster).count();
    let line = cluster.parse::<usize>().unwrap() - 1;
    browser.click_on(&format!("#clusters li[data-line='{line}'] label"));
    browser.wait_for(&format!("document.getElementById('count').textContent === '{rest} of 8 papers shown'"));
    // Nothing is under the pointer where the paper was.
    let [x, y] = map.middle();
    browser.point_at([x + 1, y]);
    browser.wait_for("document.getElementById('tip').hidden");
    browser.click_on(&format!("#clusters li[data-line='{line}'] label"));
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
}

#[test]
fn years_and_colours_can_be_chosen_with_keys_alone() {
    let Some(Map { browser, .. }) = Map::of(&papers(), "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    browser.run("document.querySelector('#years input').focus()");
    // One year on: the paper of 2001 is out, and so is the one without a year.
    browser.press("\u{e014}");
    browser.wait_for("document.getElementById('count').textContent === '6 of 8 papers shown'");
    assert!(browser.text("#years").contains("2002 – 2006"));
    browser.run("document.getElementById('overlay').focus()");
    browser.press("y");
    browser.wait_for("!document.getElementById('legend').hidden");
    assert!(browser.text("#legend").contains("The year of publication"), "{}", browser.text("#legend"));
}

#[test]
fn a_hostile_title_is_a_title_and_an_id_leads_to_its_paper() {
    let id = "h%2F1%20%23%3F%25%C3%A9";
    let Some(map) = Map::at(&format!("#{id}"), HOSTILE) else { return };
    let browser = &map.browser;
    assert_eq!(browser.run("return document.title"), "papers");
    assert_eq!(
        browser.run("return document.querySelectorAll('#paper img, #paper script, #paper b > b').length"),
        0
    );
    assert!(browser.text("#paper .authors").contains("<b>Eve</b>"));
    assert!(browser.text("#paper .abstract").contains("</script><script>alert(2)</script>"));
    // An address that is a script is no link.
    assert_eq!(browser.run("return document.querySelectorAll('a[href^=javascript]').length"), 0);
    assert_eq!(browser.run("return location.hash"), format!("#{id}"));
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn papers_drawn_around_are_saved_as_a_table() {
    let Some(Map { browser, place }) = Map::of(&papers(), "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    let width = browser.run("return innerWidth").as_i64().unwrap();
    let height = browser.run("return innerHeight").as_i64().unwrap();
    let (right, bottom) = (width - 5, height - 5);
    browser.shift_drag(&[[340, 5], [right, 5], [right, bottom], [340, bottom], [340, 6]]);
    browser.wait_for("document.getElementById('chosen').textContent.includes('8 papers selected')");
    browser.click_on("#save-selection");

    let saved = place.path("downloads/papers.csv");
    let wait = (0..200).find(|_| {
        thread::sleep(Duration::from_millis(50));
        saved.is_file()
    });
    assert!(wait.is_some(), "no file came");
    let mut rows = place.table("downloads/papers.csv");
    let mut expected = place.table("out/tables/papers.csv");
    rows.sort_by(|a, b| a["id"].cmp(&b["id"]));
    expected.sort_by(|a, b| a["id"].cmp(&b["id"]));
    assert_eq!(rows.len(), 8);
    for (row, expected) in rows.iter().zip(&expected) {
        for (column, cell) in row {
            assert_eq!(cell, &expected[column], "{column} of {}", row["id"]);
        }
    }
    assert!(rows.iter().any(|row| row["title"] == "'=1+1 in \"graph drawing\""));
}

#[test]
fn without_webgl_discs_are_drawn_all_the_same() {
    let Some(Map { browser, .. }) = Map::of(&papers(), "", &["--disable-3d-apis"]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    browser.wait_for(
        "(() => { const canvas = document.getElementById('points'); const dots = canvas.getContext('2d'); \
         return dots && dots.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0) })()",
    );
    assert_eq!(browser.console(), [""; 0]);
}

/// A script that draws a frame and leaves in `window.inked` whether there were discs on it. Pixels can be read in the frame that
/// they were drawn in and not later.
const LOOK_AT_THE_FRAME: &str = "dispatchEvent(new KeyboardEvent('keydown', { key: '+' })); \
    requestAnimationFrame(() => { const gl = document.getElementById('points').getContext('webgl2'); \
        const all = new Uint8Array(4 * gl.drawingBufferWidth * gl.drawingBufferHeight); \
        gl.readPixels(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight, gl.RGBA, gl.UNSIGNED_BYTE, all); \
        window.inked = all.some((value) => value > 0); })";

#[test]
fn a_graphics_card_that_forgets_is_told_again() {
    let Some(Map { browser, .. }) = Map::of(&papers(), "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '8 papers'");
    if browser.run("return document.getElementById('points').getContext('webgl2')").is_null() {
        eprintln!("skipped: this browser has no WebGL");
        return;
    }
    browser.run(LOOK_AT_THE_FRAME);
    browser.wait_for("window.inked === true");

    browser.run(
        "window.card = document.getElementById('points').getContext('webgl2').getExtension('WEBGL_lose_context'); \
         card.loseContext()",
    );
    browser.wait_for("document.getElementById('points').getContext('webgl2').isContextLost()");
    browser.run(LOOK_AT_THE_FRAME);
    browser.wait_for("window.inked === false");

    browser.run("card.restoreContext()");
    browser.wait_for("!document.getElementById('points').getContext('webgl2').isContextLost()");
    browser.run(&format!("window.inked = undefined; {LOOK_AT_THE_FRAME}"));
    browser.wait_for("window.inked === true");
}

#[test]
fn a_map_without_papers_says_so() {
    let Some(Map { browser, .. }) = Map::of("title,year\n", "", &[]) else { return };
    browser.wait_for("document.getElementById('count').textContent === '0 papers'");
    assert_eq!(browser.text("#nothing"), "There are no papers in this map.");
    assert_eq!(browser.console(), [""; 0]);
}

#[test]
fn one_paper_and_three_are_maps_too() {
    for count in [1, 3] {
        let some: String = SIX_PAPERS.lines().take(count).map(|line| format!("{line}\n")).collect();
        let Some(map) = Map::of(&some, "#a1", &[]) else { return };
        map.browser.wait_for("document.querySelector('#paper h2')");
        let nearest = if count == 1 { "It is linked to no other paper." } else { "shared terms" };
        assert!(map.browser.text("#paper").contains(nearest));
        assert_eq!(map.browser.console(), [""; 0]);
    }
}
