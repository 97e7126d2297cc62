package org.verdite.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the input files say by themselves, before anything is loaded.
class DemonstrationFilesTests {

    private static final LocalDate END_2020 = LocalDate.of(2020, 12, 31);
    private static final LocalDate END_2021 = LocalDate.of(2021, 12, 31);
    private static final LocalDate END_2022 = LocalDate.of(2022, 12, 31);

    private final List<Row> units = InputFiles.rows("units.csv");
    private final List<Row> sites = InputFiles.rows("sites.csv");
    private final List<Row> people = InputFiles.rows("people.csv");

    @Test
    void the_tree_has_about_four_hundred_units_on_at_least_six_levels() {
        var parents = new HashMap<String, String>();
        units.forEach(u -> parents.put(u.text("code"), u.text("parent")));
        int deepest = 0;
        for (String unit : parents.keySet()) {
            int levels = 1;
            for (String above = parents.get(unit); !above.isEmpty(); above = parents.get(above)) {
                assertThat(parents).containsKey(above);
                levels++;
            }
            deepest = Math.max(deepest, levels);
        }
        assertThat(units).hasSizeBetween(380, 420);
        assertThat(deepest).isGreaterThanOrEqualTo(6);
        assertThat(InputFiles.rows("unit_moves.csv")).isNotEmpty();
        assertThat(InputFiles.rows("unit_successions.csv")).isNotEmpty();
    }

    @Test
    void forty_sites_stand_in_ten_countries_with_names_in_two_languages() {
        assertThat(sites).hasSize(40);
        assertThat(sites.stream().filter(s -> s.text("kind").equals("MINE"))).hasSize(26);
        assertThat(distinct(sites, "country")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(distinct(sites, "currency")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(distinct(sites, "time_zone")).hasSizeGreaterThanOrEqualTo(10);
        assertThat(sites).allSatisfy(s -> {
            assertThat(s.text("name_en")).isNotBlank();
            assertThat(s.text("name_zh")).isNotBlank();
        });
    }

    @Test
    void thirty_eight_sites_were_in_scope_at_the_end_of_2020_and_forty_since_2021() {
        assertThat(inScope(END_2020)).hasSize(38);
        assertThat(inScope(END_2021)).hasSize(40);
        assertThat(inScope(END_2022)).hasSize(40);
        assertThat(inScope(LocalDate.of(2026, 11, 1))).hasSize(40);
    }

    @Test
    void the_expenditure_of_three_years_adds_up_to_the_published_sums() {
        var sums = new TreeMap<Integer, BigDecimal>();
        var rates = InputFiles.rows("rates.csv").stream()
                .collect(Collectors.toMap(r -> r.text("currency") + r.text("year"), r -> r.decimal("average")));
        var lines = InputFiles.rows("expenditure.csv");
        for (Row line : lines) {
            int year = Integer.parseInt(line.text("month").substring(0, 4));
            BigDecimal rate =
                    line.text("currency").equals("CNY") ? BigDecimal.ONE : rates.get(line.text("currency") + year);
            sums.merge(year, line.decimal("amount").multiply(rate), BigDecimal::add);
        }
        assertThat(sums.get(2020)).isEqualByComparingTo("1092000000");
        assertThat(sums.get(2021)).isEqualByComparingTo("1420000000");
        assertThat(sums.get(2022)).isEqualByComparingTo("1467000000");
        assertThat(lines).hasSizeBetween(2000, 4000);
        assertThat(lines.stream()
                        .filter(l -> l.text("month").startsWith("2021")
                                && l.text("currency").equals("CNY")
                                && l.decimal("amount").compareTo(new BigDecimal("20000000")) == 0))
                .hasSize(1);
        assertThat(distinct(lines, "document")).hasSameSizeAs(lines);
    }

    @Test
    void the_certificates_cover_what_was_published() {
        assertThat(certified(END_2020)).hasSize(19);
        assertThat(certified(END_2021)).hasSize(35);
        assertThat(certified(LocalDate.of(2022, 10, 31))).hasSize(39).doesNotContain("TAM");
        assertThat(certified(END_2022)).hasSize(39).doesNotContain("TAM");
        assertThat(certified(LocalDate.of(2023, 3, 1))).hasSize(39);
        assertThat(certified(LocalDate.of(2023, 12, 31))).hasSize(40);
        for (LocalDate day = LocalDate.of(2022, 10, 31);
                day.isBefore(LocalDate.of(2023, 3, 2));
                day = day.plusDays(1)) {
            assertThat(certified(day)).as(day.toString()).hasSize(39);
        }
    }

    @Test
    void one_certificate_at_least_covers_exactly_one_site_and_another_several() {
        var sizes = InputFiles.rows("certificate_sites.csv").stream()
                .collect(Collectors.groupingBy(r -> r.text("certificate"), Collectors.counting()));
        assertThat(sizes.values()).contains(1L, 2L);
    }

    @Test
    void recognitions_at_the_end_of_2022_count_once_per_site_and_scheme_at_the_highest_level() {
        var rows = InputFiles.rows("recognitions.csv");
        var best = new HashMap<String, String>();
        for (Row r : rows) {
            LocalDate delisted = r.maybeDay("delisted");
            if (!r.day("listed").isAfter(END_2022) && (delisted == null || delisted.isAfter(END_2022))) {
                best.merge(
                        r.text("site") + " " + r.text("scheme"),
                        r.text("level"),
                        (one, other) -> one.equals("NATIONAL") || other.equals("NATIONAL") ? "NATIONAL" : one);
            }
        }
        var counts = new TreeMap<String, Integer>();
        best.forEach((key, level) -> counts.merge(level + "_" + key.substring(key.indexOf(' ') + 1), 1, Integer::sum));
        assertThat(counts)
                .isEqualTo(Map.of(
                        "NATIONAL_GREEN_MINE", 13,
                        "NATIONAL_GREEN_FACTORY", 5,
                        "NATIONAL_MINE_PARK", 1,
                        "PROVINCIAL_GREEN_MINE", 1,
                        "PROVINCIAL_GREEN_FACTORY", 5));
    }

    @Test
    void mines_and_factories_that_meet_their_standard_grow_as_published() {
        assertThat(meeting("GREEN_MINE", END_2020)).isEqualTo(11);
        assertThat(meeting("GREEN_MINE", END_2021)).isEqualTo(14);
        assertThat(meeting("GREEN_MINE", END_2022)).isEqualTo(16);
        assertThat(meeting("GREEN_FACTORY", END_2020)).isEqualTo(6);
        assertThat(meeting("GREEN_FACTORY", END_2021)).isEqualTo(7);
        assertThat(meeting("GREEN_FACTORY", END_2022)).isEqualTo(7);
    }

    @Test
    void about_three_hundred_people_hold_posts_and_ten_sign_in() {
        assertThat(people).hasSizeBetween(285, 315);
        assertThat(distinct(people, "name_en")).hasSameSizeAs(people);
        assertThat(InputFiles.rows("accounts.csv"))
                .extracting(a -> a.text("login"))
                .containsExactlyInAnyOrder(
                        "admin",
                        "director",
                        "site-manager",
                        "officer",
                        "inspector",
                        "auditor",
                        "contractor",
                        "executive",
                        "discloser",
                        "third-party");
    }

    @Test
    void every_code_a_file_names_exists() {
        var wrong = new ArrayList<String>();
        var unitCodes = distinct(units, "code");
        var siteCodes = distinct(sites, "code");
        var persons = distinct(people, "code");
        var posts = distinct(InputFiles.rows("positions.csv"), "code");
        refers("sites.csv", "unit", unitCodes, wrong);
        refers("sites.csv", "legal_entity", distinct(InputFiles.rows("legal_entities.csv"), "code"), wrong);
        for (String file : List.of("facilities.csv", "points.csv", "people.csv", "positions.csv", "items.csv")) {
            refers(file, "unit", unitCodes, wrong);
        }
        for (String file : List.of(
                "facilities.csv",
                "points.csv",
                "memberships.csv",
                "expenditure.csv",
                "permits.csv",
                "recognitions.csv",
                "assessments.csv",
                "certificate_sites.csv",
                "certificate_plans.csv",
                "simulation.csv",
                "episodes.csv")) {
            refers(file, "site", siteCodes, wrong);
        }
        refers("positions.csv", "reports_to", posts, wrong);
        refers("appointments.csv", "position", posts, wrong);
        refers("appointments.csv", "person", persons, wrong);
        refers("accounts.csv", "person", persons, wrong);
        for (String column : List.of("owner", "finder", "approver", "verifier")) {
            refers("items.csv", column, persons, wrong);
        }
        var certificates = distinct(InputFiles.rows("certificates.csv"), "number");
        refers("certificate_sites.csv", "certificate", certificates, wrong);
        refers("certificate_events.csv", "certificate", certificates, wrong);
        refers("permit_limits.csv", "permit", distinct(InputFiles.rows("permits.csv"), "number"), wrong);
        assertThat(wrong).isEmpty();
    }

    @Test
    void who_approves_or_verifies_an_item_never_owns_it() {
        assertThat(InputFiles.rows("items.csv")).allSatisfy(i -> {
            assertThat(i.text("owner")).isNotEqualTo(i.text("approver"));
            assertThat(i.text("owner")).isNotEqualTo(i.text("verifier"));
        });
    }

    private Set<String> inScope(LocalDate day) {
        return InputFiles.rows("memberships.csv").stream()
                .filter(m -> m.text("boundary").equals("ISO_SCOPE")
                        && !m.day("from").isAfter(day)
                        && (m.maybeDay("to") == null || m.day("to").isAfter(day)))
                .map(m -> m.text("site"))
                .collect(Collectors.toSet());
    }

    private static Set<String> certified(LocalDate day) {
        var valid = new HashMap<String, LocalDate>();
        for (Row c : InputFiles.rows("certificates.csv")) {
            if (!c.day("issued").isAfter(day)) {
                valid.put(c.text("number"), c.day("expires"));
            }
        }
        var suspended = new HashSet<String>();
        for (Row e : InputFiles.rows("certificate_events.csv")) {
            if (e.day("on").isAfter(day)) {
                continue;
            }
            switch (e.text("event")) {
                case "SUSPENDED" -> suspended.add(e.text("certificate"));
                case "RESTORED" -> suspended.remove(e.text("certificate"));
                case "RENEWED" -> valid.put(e.text("certificate"), e.day("expires"));
                default -> assertThat(e.text("event")).isIn("SURVEILLANCE", "EDITION_CHANGED");
            }
        }
        return InputFiles.rows("certificate_sites.csv").stream()
                .filter(s -> {
                    LocalDate last = valid.get(s.text("certificate"));
                    return last != null && !last.isBefore(day) && !suspended.contains(s.text("certificate"));
                })
                .map(s -> s.text("site"))
                .collect(Collectors.toSet());
    }

    private static long meeting(String scheme, LocalDate day) {
        var latest = new HashMap<String, String>();
        for (Row a : InputFiles.rows("assessments.csv")) {
            if (a.text("scheme").equals(scheme) && !a.day("on").isAfter(day)) {
                latest.put(a.text("site"), a.text("outcome"));
            }
        }
        return latest.values().stream().filter("MET"::equals).count();
    }

    private static Set<String> distinct(List<Row> rows, String column) {
        return rows.stream().map(r -> r.text(column)).collect(Collectors.toSet());
    }

    private static void refers(String file, String column, Set<String> known, List<String> wrong) {
        for (Row row : InputFiles.rows(file)) {
            String code = row.said(column);
            if (code != null && !known.contains(code)) {
                wrong.add(file + " names " + column + " " + code);
            }
        }
    }
}
