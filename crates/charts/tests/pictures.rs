//! Pictures as others see them: headers, shapes, text in its place, refusals.

use charts::alluvial::{Alluvial, Part, Ribbon};
use charts::bars::{Bar, Bars};
use charts::font::{self, Weight};
use charts::lines::{Series, Shape, Years};
use charts::map::{Group, Link, Map, MapStyle, Name, Point, Values, View};
use charts::palette::Theme;
use charts::path::{Paths, Stop, Way};
use charts::quadrants::{Quadrants, Spot};
use charts::spectrum::Spectrum;
use charts::steps::{self, Step, Steps};
use charts::timeline::{Row, Timeline};
use charts::{Chart, ChartError, Style};

/// A small page, so that rasters are quick.
const PAGE: Style = Style { width: 900, height: 675, dpi: 90, ..Style::DEFAULT };

/// Units of an SVG a pixel of that page: 3,000 units across or more.
const UNITS: f64 = 4.0;

fn style() -> MapStyle {
    MapStyle { page: PAGE, ..MapStyle::default() }
}

/// Points on a spiral, in five clusters.
fn spiral(count: usize) -> Vec<Point> {
    (0..count)
        .map(|i| {
            let (angle, radius) = (i as f64 * 2.4, (i as f64).sqrt());
            Point { x: radius * angle.cos(), y: radius * angle.sin(), size: (i % 7) as f64, group: i % 5 }
        })
        .collect()
}

fn groups(count: usize) -> Vec<Group> {
    (0..count).map(|i| Group { label: format!("cluster of things {i}"), size: 40 - i }).collect()
}

/// The shapes of one kind in an SVG, each up to its end.
fn shapes<'a>(svg: &'a str, kind: &str) -> Vec<&'a str> {
    let open = format!("<{kind}");
    svg.split(&open).skip(1).map(|rest| rest.split_once("\n").map_or(rest, |(tag, _)| tag)).collect()
}

fn attribute(tag: &str, name: &str) -> f64 {
    let (_, rest) = tag.split_once(&format!(" {name}=\"")).expect("the attribute is there");
    let (value, _) = rest.split_once('"').expect("its value ends");
    value.parse().expect("it is a number")
}

/// Each text of an SVG with its left, right, and baseline.
fn texts(svg: &str) -> Vec<(String, f64, f64, f64)> {
    svg.split("<text")
        .skip(1)
        .filter(|element| !element.contains("rotate("))
        .map(|element| {
            let (tag, rest) = element.split_once(">\n").expect("the tag ends");
            let (text, _) = rest.split_once("\n</text>").expect("the element ends");
            let text = text.replace("&amp;", "&");
            let weight = if tag.contains("bold") { Weight::Bold } else { Weight::Regular };
            let em = attribute(tag, "font-size");
            let (x, y) = (attribute(tag, "x"), attribute(tag, "y") + 0.76 * em);
            let right = x + font::width(&text, weight, em);
            (text, x, right, y)
        })
        .collect()
}

/// How far the view box reaches, in units.
fn extent(svg: &str) -> (f64, f64) {
    let (_, rest) = svg.split_once("viewBox=\"0 0 ").expect("there is a view box");
    let (width, rest) = rest.split_once(' ').expect("it has a width");
    let (height, _) = rest.split_once('"').expect("it has a height");
    (width.parse().expect("a number"), height.parse().expect("a number"))
}

fn assert_text_lies_within(svg: &str) {
    let (width, height) = extent(svg);
    for (text, left, right, baseline) in texts(svg) {
        assert!(left >= 0.0 && right <= width, "{text}: {left} to {right} of {width}");
        assert!(baseline > 0.0 && baseline < height, "{text}: {baseline} of {height}");
    }
}

#[test]
fn a_png_states_its_size_and_resolution() {
    let points = spiral(20);
    let png = Map { title: "T", points: &points, ..Map::default() }.png(&style()).unwrap();
    // IHDR: width, height, 8 bits, RGB. pHYs: pixels a metre, 90 dpi / 0.0254 m.
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[12..16], b"IHDR");
    assert_eq!((number(16), number(20), png[24], png[25]), (900, 675, 8, 2));
    let phys = png.windows(4).position(|window| window == b"pHYs").unwrap();
    assert_eq!((number(phys + 4), number(phys + 8), png[phys + 12]), (3543, 3543, 1));
}

#[test]
fn an_svg_has_a_circle_a_point_and_a_line_a_link() {
    let points = spiral(50);
    let links: Vec<Link> = (1..50).map(|i| Link { source: i - 1, target: i, weight: f64::from(i) }).collect();
    let groups = groups(5);
    let map = Map { points: &points, links: &links, groups: &groups, ..Map::default() };
    let svg = map.svg(&MapStyle { link_budget: 20, max_cluster_labels: 0, ..style() }).unwrap();
    assert_eq!(shapes(&svg, "circle").len(), 50 + 5, "points and swatches of the legend");
    assert_eq!(shapes(&svg, "line").len(), 20);
    assert!(svg.contains("width=\"10.0000in\" height=\"7.5000in\" viewBox=\"0 0 3600 2700\""));
}

#[test]
fn the_strongest_links_are_drawn_and_lie_beneath_the_points() {
    let points = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)].map(|(x, y)| Point { x, y, size: 1.0, group: 0 });
    let links = [(0, 1, 1.0), (1, 2, 9.0)].map(|(source, target, weight)| Link { source, target, weight });
    let map = Map { points: &points, links: &links, ..Map::default() };
    let svg = map.svg(&MapStyle { link_budget: 1, ..style() }).unwrap();
    let line = shapes(&svg, "line")[0];
    assert_eq!(attribute(line, "x1"), attribute(line, "x2"), "the strong link is upright");
    assert!(svg.find("<line").unwrap() < svg.find("<circle").unwrap());
}

#[test]
fn the_area_of_a_disc_grows_with_size_and_the_aspect_is_kept() {
    let points = [(0.0, 0.0, 0.0), (2.0, 0.0, 1.0), (0.0, 1.0, 4.0)];
    let points = points.map(|(x, y, size)| Point { x, y, size, group: 0 });
    let svg = Map { points: &points, ..Map::default() }.svg(&MapStyle::default());
    let svg = svg.unwrap();
    let mut discs = shapes(&svg, "circle");
    discs.sort_by(|a, b| attribute(a, "r").total_cmp(&attribute(b, "r")));
    let area = |disc: &str| attribute(disc, "r").powi(2);
    let (none, one, four) = (area(discs[0]), area(discs[1]), area(discs[2]));
    // Radii are whole pixels in an SVG.
    assert!(((four - none) / (one - none) - 4.0).abs() < 0.8, "{none} {one} {four}");
    let place = |disc: &str| (attribute(disc, "cx"), attribute(disc, "cy"));
    let (origin, right, up) = (place(discs[0]), place(discs[1]), place(discs[2]));
    assert_eq!((origin.1, origin.0), (right.1, up.0));
    assert!(
        (right.0 - origin.0 - 2.0 * (origin.1 - up.1)).abs() <= 2.0,
        "y points upwards, twice as wide as high"
    );
}

#[test]
fn text_is_text_whatever_it_holds() {
    let points = spiral(9);
    let groups = vec![Group { label: "a \"b\" & <i>".to_owned(), size: 1 }];
    let title = "<script>alert('&')</script>\u{0}\n\u{8}";
    let map = Map { title, points: &points, groups: &groups, size_measure: "a < b", ..Map::default() };
    let svg = map.svg(&style()).unwrap();
    assert!(!svg.contains("<script") && !svg.contains("<i>") && !svg.contains(['\u{0}', '\u{8}']));
    assert!(svg.contains("&lt;script&gt;alert(&apos;&amp;&apos;)&lt;/script&gt;"));
    map.png(&style()).unwrap();
}

#[test]
fn no_text_leaves_the_page_however_long() {
    let points = spiral(60);
    let long = "word and ".repeat(600);
    let unbroken = "x".repeat(5000);
    let mut groups = groups(20);
    groups[0].label.clone_from(&long);
    groups[1].label.clone_from(&unbroken);
    let names: Vec<Name> = (0..30)
        .map(|point| Name { point, text: if point % 2 == 0 { long.clone() } else { unbroken.clone() } })
        .collect();
    for title in [&long, &unbroken] {
        let map = Map {
            title,
            subtitle: title,
            caption: title,
            points: &points,
            groups: &groups,
            names: &names,
            size_measure: title,
            ..Map::default()
        };
        for page in [
            PAGE,
            Style { width: 200, height: 200, ..PAGE },
            Style { width: 1500, height: 200, ..PAGE },
            Style { height: 1500, width: 200, dpi: 300, ..PAGE },
        ] {
            assert_text_lies_within(&map.svg(&MapStyle { page, ..style() }).unwrap());
        }
    }
}

#[test]
fn maps_of_few_points_are_drawn() {
    let one = Point { x: 3.0, y: 4.0, size: 0.0, group: 0 };
    for points in [vec![], vec![one], vec![one; 2], vec![one; 50]] {
        let map = Map { title: "few", points: &points, size_measure: "degree", ..Map::default() };
        map.png(&style()).unwrap();
        let svg = map.svg(&style()).unwrap();
        assert_eq!(shapes(&svg, "circle").len(), points.len());
        assert_eq!(svg.contains("nothing to map"), points.is_empty());
        for disc in shapes(&svg, "circle") {
            assert!((attribute(disc, "cx") / UNITS - 450.0).abs() < 1.0, "one place goes to the middle");
        }
    }
}

#[test]
fn extreme_numbers_stay_on_the_page() {
    let points = [-f64::MAX, 0.0, f64::MAX].map(|x| Point { x, y: -x, size: x.abs(), group: usize::MAX });
    let links = [Link { source: 0, target: 2, weight: f64::MAX }];
    let svg = Map { points: &points, links: &links, ..Map::default() }.svg(&style()).unwrap();
    for disc in shapes(&svg, "circle") {
        let (x, r) = (attribute(disc, "cx"), attribute(disc, "r"));
        assert!(x - r >= 0.0 && x + r <= 900.0 * UNITS, "{disc}");
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_by_name() {
    let good = Point { x: 0.0, y: 0.0, size: 1.0, group: 0 };
    let message = |points: &[Point], links: &[Link], names: &[Name], page: Style| {
        let map = Map { points, links, names, ..Map::default() };
        map.png(&MapStyle { page, ..style() }).unwrap_err().to_string()
    };
    let lost = [good, Point { x: f64::NAN, ..good }];
    assert_eq!(message(&lost, &[], &[], PAGE), "point 1 has no place on the map: its position is (NaN, 0)");
    let shrunk = [Point { size: -1.0, ..good }];
    assert!(message(&shrunk, &[], &[], PAGE).starts_with("point 0 cannot be drawn with size -1"));
    let link = Link { source: 0, target: 7, weight: 1.0 };
    assert_eq!(
        message(&[good], &[link], &[], PAGE),
        "link 0 leads from point 0 to point 7, but there are 1 points"
    );
    let weak = Link { target: 0, weight: f64::INFINITY, ..link };
    assert!(message(&[good], &[weak], &[], PAGE).starts_with("link 0 cannot be drawn with weight inf"));
    let name = Name { point: 1, text: "X".to_owned() };
    assert!(message(&[good], &[], &[name], PAGE).starts_with("name 0 (\"X\") belongs to point 1"));
    for page in [Style { width: 0, ..PAGE }, Style { height: 50_000, ..PAGE }, Style { dpi: 0, ..PAGE }] {
        let error = Map::default().svg(&MapStyle { page, ..style() }).unwrap_err();
        assert!(matches!(error, ChartError::Canvas { .. }));
    }
}

#[test]
fn a_large_map_is_a_picture_in_its_svg_with_text_as_text() {
    let points = spiral(200);
    let groups = groups(5);
    let map = Map { points: &points, groups: &groups, ..Map::default() };
    let svg = map.svg(&MapStyle { svg_shapes: 100, ..style() }).unwrap();
    assert_eq!(shapes(&svg, "circle").len(), 5, "the legend");
    assert_eq!(svg.matches("<image ").count(), 1);
    assert!(svg.contains("data:image/png;base64,iVBORw0KGgo"), "the signature of a PNG");
    assert!(texts(&svg).iter().any(|(text, ..)| text == "cluster of things 0"));
    assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count());
}

#[test]
fn the_same_map_gives_the_same_bytes() {
    let points = spiral(300);
    let groups = groups(14);
    let map = Map { title: "T", points: &points, groups: &groups, size_measure: "degree", ..Map::default() };
    assert_eq!(map.png(&style()).unwrap(), map.png(&style()).unwrap());
    assert_eq!(map.svg(&style()).unwrap(), map.svg(&style()).unwrap());
}

/// A map of everything that maps have, in `view`.
fn full(view: View, page: Style) -> (Vec<u8>, String) {
    let points = spiral(60);
    let years: Vec<f64> = (0..60).map(|i| if i == 7 { f64::NAN } else { f64::from(1990 + i / 3) }).collect();
    let links: Vec<Link> = (1..60).map(|i| Link { source: i - 1, target: i, weight: f64::from(i) }).collect();
    let groups = groups(5);
    let names = [Name { point: 3, text: "Tree-maps & <other> things".to_owned() }];
    let map = Map {
        title: "Maps",
        subtitle: "60 papers",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        values: Some(Values { name: "Year", of: &years, years: true }),
        size_measure: "degree",
        ..Map::default()
    };
    let style = MapStyle { page, view, link_budget: 10, ..style() };
    (map.png(&style).expect("a PNG"), map.svg(&style).expect("an SVG"))
}

/// How many shapes of each kind an SVG has, the pointer's circles apart.
fn census(svg: &str) -> [usize; 5] {
    let drawn = svg.split_once("<g fill-opacity").map_or(svg, |(drawn, _)| drawn);
    ["circle", "line", "image", "rect", "text"].map(|kind| drawn.matches(&format!("<{kind} ")).count())
}

#[test]
fn each_view_has_its_parts() {
    let parts = |view| {
        let (_, svg) = full(view, PAGE);
        let words: Vec<String> = texts(&svg).into_iter().map(|(text, ..)| text).collect();
        (census(&svg), words)
    };
    // 60 points, 10 links and a leader; in the legend five clusters and two sizes; a ring and a disc for the named point.
    let ([circles, lines, images, rects, _], words) = parts(View::Network);
    assert_eq!((circles, lines, images, rects), (60 + 5 + 2 + 2, 10 + 1, 0, 1));
    assert!(words.contains(&"Clusters".to_owned()) && words.iter().any(|word| word.starts_with("Tree-maps")));
    let ([circles, lines, images, ..], words) = parts(View::Clusters);
    assert_eq!((circles, lines, images), (60 + 5 + 2, 0, 1));
    assert!(!words.iter().any(|word| word.starts_with("Tree-maps")));
    let ([.., images, rects, _], words) = parts(View::Overlay);
    assert_eq!((images, rects), (0, 1 + 64), "the ground and the stripes of the colour bar");
    for word in ["Year", "unknown", "1990", "2009"] {
        assert!(words.iter().any(|found| found == word), "{word} in {words:?}");
    }
    let ([circles, lines, images, ..], words) = parts(View::Density);
    assert_eq!((circles, lines, images), (0, 0, 1));
    assert!(words.contains(&"high".to_owned()) && !words.contains(&"Clusters".to_owned()));
    let ([circles, lines, images, ..], words) = parts(View::ClusterDensity);
    assert_eq!((circles, lines, images), (5, 0, 1), "the legend");
    assert!(words.contains(&"cluster of things 0".to_owned()) || words.contains(&"cluster of".to_owned()));
}

#[test]
fn an_svg_names_itself_and_its_points() {
    let (_, svg) = full(View::Network, PAGE);
    assert_eq!(svg.matches("<title>").count(), 2);
    assert!(svg.contains("<title>Maps</title>"));
    assert!(svg.contains("<title>Tree-maps &amp; &lt;other&gt; things</title>"));
    assert!(svg.contains("DejaVu Sans, Verdana") && svg.contains("sans-serif"));
}

#[test]
fn every_size_is_drawn_whole_in_either_theme() {
    for (width, height) in [(200, 200), (200, 900), (1200, 200), (320, 240), (700, 2400)] {
        for (theme, dpi) in [(Theme::Light, 300), (Theme::Dark, 72)] {
            for view in [View::Network, View::Overlay] {
                let (_, svg) = full(view, Style { width, height, dpi, theme, ..Style::DEFAULT });
                assert_text_lies_within(&svg);
            }
        }
    }
}

#[test]
fn a_transparent_ground_is_seen_through_and_what_is_drawn_is_not() {
    let page = Style { transparent: true, ..PAGE };
    let (png, svg) = full(View::Network, page);
    // IHDR: eight bits a channel, RGB and alpha.
    assert_eq!((png[24], png[25]), (8, 6));
    assert_eq!(census(&svg)[3], 0, "no ground");
    let decoder = png::Decoder::new(std::io::Cursor::new(&png));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let alphas: Vec<u8> = pixels.chunks_exact(4).map(|pixel| pixel[3]).collect();
    assert_eq!(alphas[0], 0, "the corner is empty");
    assert!(alphas.contains(&255), "text hides what lies beneath");
}

#[test]
fn values_that_are_not_one_a_point_are_refused() {
    let points = spiral(3);
    let map =
        Map { points: &points, values: Some(Values { of: &[1.0], ..Values::default() }), ..Map::default() };
    let message = map.png(&style()).unwrap_err().to_string();
    assert_eq!(message, "an overlay needs a value for each point: there are 3 points and 1 values");
}

#[test]
fn what_is_no_font_is_refused() {
    let message = font::set_further(b"not a font".to_vec()).unwrap_err().to_string();
    assert!(message.starts_with("this is no font that can be drawn with"), "{message}");
}

fn bars(count: usize) -> Vec<Bar> {
    (0..count).map(|i| Bar { label: format!("term & {i}"), value: (count - i) as f64, group: None }).collect()
}

#[test]
fn bars_are_as_long_as_their_values() {
    let bars = bars(4);
    let svg = Bars { title: "Terms", axis: "papers", bars: &bars, ..Bars::default() }.svg(&PAGE).unwrap();
    let rects = shapes(&svg, "rect");
    assert_eq!(rects.len(), 1 + 4, "the ground and the bars");
    let width = |at: usize| attribute(rects[at], "width");
    assert!((width(1) / width(4) - 4.0).abs() < 0.05);
    assert_text_lies_within(&svg);
}

#[test]
fn bars_without_room_are_counted_and_long_labels_cut() {
    let mut bars = bars(200);
    bars[0].label = "long ".repeat(1000);
    let chart = Bars { bars: &bars, ..Bars::default() };
    let svg = chart.svg(&PAGE).unwrap();
    let drawn = shapes(&svg, "rect").len() - 1;
    assert!(drawn > 20 && drawn < 200);
    assert!(svg.contains(&format!("… and {} more", 200 - drawn)));
    assert!(svg.contains("long long…") || svg.contains("long…"));
    assert_text_lies_within(&svg);
    let fitting = chart.svg(&chart.fitting_style()).unwrap();
    assert_eq!(shapes(&fitting, "rect").len(), 201);
}

fn series(labels: &[&str], years: usize) -> Vec<Series> {
    let values = |at: usize| (0..years).map(|year| (year * (at + 1)) as f64).collect();
    labels
        .iter()
        .enumerate()
        .map(|(at, label)| Series { label: (*label).to_owned(), values: values(at) })
        .collect()
}

#[test]
fn columns_stack_and_lines_have_a_dot_a_year() {
    let series = series(&["graphs", "volumes"], 11);
    let years = Years { title: "Papers", axis: "papers", first: 2010, series: &series, ..Years::default() };
    let columns = years.svg(&PAGE).unwrap();
    let rects = shapes(&columns, "rect");
    assert_eq!(rects.len(), 1 + 2 * 10, "the ground and two parts for each year that is not empty");
    let (below, above) = (rects[19], rects[20]);
    assert_eq!(attribute(above, "y") + attribute(above, "height"), attribute(below, "y"), "the parts join");
    let lines = Years { shape: Shape::Lines, ..years }.svg(&PAGE).unwrap();
    assert_eq!(shapes(&lines, "circle").len(), 2 * 11 + 2, "dots and swatches");
    for svg in [&columns, &lines] {
        assert_text_lies_within(svg);
        let marks: Vec<String> = texts(svg).into_iter().map(|(text, ..)| text).collect();
        assert!(["2010", "2020", "0"].iter().all(|mark| marks.iter().any(|text| text == mark)), "{marks:?}");
        assert!(!marks.iter().any(|text| text.contains('.')), "counts are whole: {marks:?}");
    }
}

#[test]
fn steps_have_a_dot_a_value_and_break_where_one_is_missing() {
    let steps: Vec<Step> = ["0.5", "1", "2"]
        .map(|name| Step { name: name.to_owned(), note: format!("{name} clusters") })
        .to_vec();
    let line = |label: &str, values: [Option<f64>; 3]| steps::Series {
        label: label.to_owned(),
        values: values.to_vec(),
    };
    let series =
        [line("same", [Some(0.5), Some(1.0), Some(0.25)]), line("starts", [Some(0.1), None, Some(0.0)])];
    let chart =
        Steps { axis: "resolution", steps: &steps, marked: Some(1), series: &series, ..Steps::default() };
    let svg = chart.svg(&PAGE).unwrap();
    assert_text_lies_within(&svg);
    let dots = shapes(&svg, "circle");
    assert_eq!(dots.len(), 2 + 5, "swatches and values");
    // The dots of a line lie where their values are: 1 as far above 0.5 as 0.5 above 0.
    let heights: Vec<f64> = dots[2..].iter().map(|dot| attribute(dot, "cy")).collect();
    let [low, zero, half, one, quarter] = heights[..] else { panic!("{heights:?}") };
    assert!((half - one - (zero - half)).abs() < 0.2 && quarter > half && low > quarter, "{heights:?}");
    let marks: Vec<String> = texts(&svg).into_iter().map(|(text, ..)| text).collect();
    assert!(
        ["0.5", "2 clusters", "resolution", "starts"]
            .iter()
            .all(|mark| marks.iter().any(|text| text == mark))
    );
    let beyond = [line("share", [Some(1.5), None, None])];
    let message = Steps { series: &beyond, ..chart }.png(&PAGE).unwrap_err().to_string();
    assert!(message.starts_with("\"share\" has the value 1.5 at position 0"), "{message}");
}

#[test]
fn charts_without_values_or_with_one_are_drawn() {
    Steps::default().png(&PAGE).unwrap();
    Bars::default().png(&PAGE).unwrap();
    Years::default().png(&PAGE).unwrap();
    for shape in [Shape::Columns, Shape::Lines] {
        let series = series(&["only"], 1);
        Years { first: i32::MAX, series: &series, shape, ..Years::default() }.svg(&PAGE).unwrap();
    }
}

#[test]
fn values_below_zero_are_refused_by_name() {
    let bars = [Bar { label: "odd".to_owned(), value: -2.0, group: None }];
    let message = Bars { bars: &bars, ..Bars::default() }.png(&PAGE).unwrap_err().to_string();
    assert!(message.starts_with("\"odd\" has the value -2 at position 0"));
    let series = [Series { label: "s".to_owned(), values: vec![1.0, f64::NAN] }];
    let message = Years { series: &series, ..Years::default() }.png(&PAGE).unwrap_err().to_string();
    assert!(message.starts_with("\"s\" has the value NaN at position 1"));
}

/// The charts about time as SVG, light and dark: their words are there and on the page, in the ink of the theme.
#[test]
fn charts_about_time_are_vectors_too() {
    let label = "texture-based visualization of time-dependent vector fields on curved surfaces".to_owned();
    let rows =
        [Row { label: label.clone(), note: "12.5".to_owned(), bars: vec![(1992, 1995)], ..Row::default() }];
    let timeline = Timeline { title: "Bursts", first: 1990, last: 1999, rows: &rows, ..Timeline::default() };
    let marks = [(1, "1961".to_owned())];
    let (columns, line) = ([1.0, 5.0, 2.0], [0.0, 3.0, -2.0]);
    let spectrum = Spectrum {
        title: "Spectrum",
        first: 1960,
        columns_name: "references",
        columns: &columns,
        line_name: "deviation",
        line: &line,
        marks: &marks,
        ..Spectrum::default()
    };
    let stop = |year: &str| Stop { year: year.to_owned(), label: label.clone(), ..Stop::default() };
    let (stops, ways) = ([stop("1991"), stop("1995")], [Way { from: 0, to: 1, ..Way::default() }]);
    let paths = Paths { title: "Main path", stops: &stops, ways: &ways, ..Paths::default() };
    let spots = [Spot { x: 1.0, y: 0.0, size: 3.0, label: label.clone(), group: 2 }];
    let quadrants =
        Quadrants { title: "Themes", corners: ["a", "b", "c", "d"], spots: &spots, ..Quadrants::default() };
    let part = |column| Part { column, size: 4.0, label: label.clone(), group: column };
    let (names, parts) = (["before".to_owned(), "after".to_owned()], [part(0), part(1)]);
    let ribbons = [Ribbon { from: 0, to: 1, strength: 0.5 }];
    let alluvial =
        Alluvial { title: "Flows", columns: &names, parts: &parts, ribbons: &ribbons, ..Alluvial::default() };
    fn looks(chart: &impl Chart, words: &[&str]) {
        let light = chart.fitting_style();
        let svg = chart.svg(&light).unwrap();
        assert_text_lies_within(&svg);
        for word in words {
            assert!(texts(&svg).iter().any(|(text, ..)| text.starts_with(word)), "{word} in {svg:.200}");
        }
        assert_ne!(svg, chart.svg(&Style { theme: Theme::Dark, ..light }).unwrap());
    }
    looks(&timeline, &["Bursts", "texture", "12.5", "1990"]);
    looks(&spectrum, &["Spectrum", "references", "deviation", "1961"]);
    looks(&paths, &["Main path", "texture", "1991", "1995"]);
    looks(&quadrants, &["Themes", "texture", "a", "d"]);
    looks(&alluvial, &["Flows", "texture", "before", "after"]);
}
