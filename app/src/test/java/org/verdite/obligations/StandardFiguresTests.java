package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.verdite.obligations.StandardsLibrary.Standard;
import org.verdite.shared.units.UnitTable;

/// The files of the library against figures that were typed a second time, from the tables the files were made from.
class StandardFiguresTests {

    private static Standard file(String name) throws IOException {
        return StandardsLibrary.read(name, new ClassPathResource("standards/" + name + ".csv").getContentAsByteArray());
    }

    private static List<Standard> all() throws IOException {
        var all = new java.util.ArrayList<Standard>();
        for (var resource : new PathMatchingResourcePatternResolver().getResources("classpath*:standards/*.csv")) {
            all.add(StandardsLibrary.read(
                    String.valueOf(resource.getFilename()).replace(".csv", ""), resource.getContentAsByteArray()));
        }
        return all;
    }

    private static NewLimit only(Standard standard, String parameter, String statistic, String place) {
        return standard.rows().stream()
                .map(row -> row.limit(1, standard))
                .filter(l -> l.parameter().equals(parameter)
                        && l.statistic().equals(statistic)
                        && l.pointClass().equals(place))
                .reduce((a, b) -> {
                    throw new AssertionError("twice: " + a + b);
                })
                .orElseThrow(() -> new AssertionError(standard.file() + " has no " + parameter));
    }

    @Test
    void each_file_has_as_many_limits_as_its_table() throws IOException {
        var counts = new TreeMap<String, Integer>();
        all().forEach(s -> counts.put(s.file(), s.rows().size()));
        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("40-cfr-440-subpart-j-bat-mills", 10),
                        Map.entry("40-cfr-440-subpart-j-bat-mine-drainage", 10),
                        Map.entry("40-cfr-440-subpart-j-bpt", 3),
                        Map.entry("bc-water-guidelines-freshwater", 87),
                        Map.entry("bc-water-guidelines-freshwater-conditional", 38),
                        Map.entry("gb-12348-2008-class-0", 2),
                        Map.entry("gb-12348-2008-class-1", 2),
                        Map.entry("gb-12348-2008-class-2", 2),
                        Map.entry("gb-12348-2008-class-3", 2),
                        Map.entry("gb-12348-2008-class-4", 2),
                        Map.entry("gb-16297-1996-new-sources", 13),
                        Map.entry("gb-25467-2010-air-acid-plant", 3),
                        Map.entry("gb-25467-2010-air-boundary", 10),
                        Map.entry("gb-25467-2010-air-copper-smelting", 7),
                        Map.entry("gb-25467-2010-air-mining-crushing", 1),
                        Map.entry("gb-25467-2010-air-mining-other", 1),
                        Map.entry("gb-25467-2010-air-nickel-cobalt-smelting", 10),
                        Map.entry("gb-25467-2010-air-special", 4),
                        Map.entry("gb-25467-2010-table2-direct-hydrometallurgy", 17),
                        Map.entry("gb-25467-2010-table2-direct-mining", 17),
                        Map.entry("gb-25467-2010-table2-direct-smelting", 17),
                        Map.entry("gb-25467-2010-table2-indirect-hydrometallurgy", 17),
                        Map.entry("gb-25467-2010-table2-indirect-mining", 17),
                        Map.entry("gb-25467-2010-table2-indirect-smelting", 17),
                        Map.entry("gb-25467-2010-table3-direct-mining", 17),
                        Map.entry("gb-25467-2010-table3-direct-smelting", 17),
                        Map.entry("gb-3095-2012-class-1", 18),
                        Map.entry("gb-3095-2012-class-2", 18),
                        Map.entry("gb-3095-2026-class-1", 2),
                        Map.entry("gb-3095-2026-class-2", 4),
                        Map.entry("gb-3838-2002-class-i", 45),
                        Map.entry("gb-3838-2002-class-ii", 45),
                        Map.entry("gb-3838-2002-class-iii", 45),
                        Map.entry("gb-3838-2002-class-iv", 45),
                        Map.entry("gb-3838-2002-class-v", 45),
                        Map.entry("gb-8978-1996-class-i", 12),
                        Map.entry("gb-8978-1996-grade-1-mining", 14),
                        Map.entry("gb-8978-1996-grade-1-other", 14),
                        Map.entry("gb-8978-1996-grade-2-mining", 14),
                        Map.entry("gb-8978-1996-grade-2-other", 14),
                        Map.entry("gb-8978-1996-grade-3-mining", 11),
                        Map.entry("gb-8978-1996-grade-3-other", 12),
                        Map.entry("ifc-ehs-general-2007-noise-industrial", 2),
                        Map.entry("ifc-ehs-general-2007-noise-residential", 2),
                        Map.entry("ifc-ehs-mining-2007-effluent", 18),
                        Map.entry("mdmer-2021-schedule-4-table-1", 27),
                        Map.entry("mdmer-2021-schedule-4-table-2", 27),
                        Map.entry("mmer-2002-schedule-4", 25)));
    }

    @ParameterizedTest(name = "{0}: {1} {2} at {3} is {4}")
    @CsvSource(delimiter = '|', textBlock = """
            gb-25467-2010-table2-direct-mining     | w01012 | SAMPLE | OUTFALL         | 80
            gb-25467-2010-table2-indirect-smelting | w01018 | SAMPLE | OUTFALL         | 200
            gb-25467-2010-table3-direct-mining     | w01012 | SAMPLE | OUTFALL         | 30
            gb-25467-2010-table3-direct-smelting   | w01012 | SAMPLE | OUTFALL         | 10
            gb-25467-2010-table3-direct-smelting   | w01018 | SAMPLE | OUTFALL         | 50
            gb-25467-2010-table3-direct-mining     | w20122 | SAMPLE | OUTFALL         | 0.2
            gb-25467-2010-table3-direct-mining     | w20123 | SAMPLE | OUTFALL         | 1.0
            gb-25467-2010-table3-direct-mining     | w20115 | SAMPLE | WORKSHOP_OUTLET | 0.02
            gb-25467-2010-table3-direct-mining     | w20111 | SAMPLE | WORKSHOP_OUTLET | 0.01
            gb-25467-2010-table3-direct-mining     | w20121 | SAMPLE | WORKSHOP_OUTLET | 0.5
            gb-25467-2010-air-mining-crushing        | a34013 | HOUR_MEAN | STACK    | 100
            gb-25467-2010-air-mining-other           | a34013 | HOUR_MEAN | STACK    | 80
            gb-25467-2010-air-copper-smelting        | a21026 | HOUR_MEAN | STACK    | 400
            gb-25467-2010-air-copper-smelting        | a20007 | HOUR_MEAN | STACK    | 0.4
            gb-25467-2010-air-nickel-cobalt-smelting | a20063 | HOUR_MEAN | STACK    | 4.3
            gb-25467-2010-air-nickel-cobalt-smelting | a21024 | HOUR_MEAN | STACK    | 80
            gb-25467-2010-air-acid-plant             | a34013 | HOUR_MEAN | STACK    | 50
            gb-25467-2010-air-acid-plant             | a34039 | HOUR_MEAN | STACK    | 40
            gb-25467-2010-air-special                | a21002 | HOUR_MEAN | STACK    | 100
            gb-25467-2010-air-boundary               | a20057 | HOUR_MEAN | BOUNDARY | 0.0012
            gb-25467-2010-air-boundary               | a21026 | HOUR_MEAN | BOUNDARY | 0.5
            gb-8978-1996-class-i         | w25043        | DAY_MEAN | WORKSHOP_OUTLET | 0.00003
            gb-8978-1996-class-i         | w20111        | DAY_MEAN | WORKSHOP_OUTLET | 0.05
            gb-8978-1996-class-i         | w20120        | DAY_MEAN | WORKSHOP_OUTLET | 1.0
            gb-8978-1996-class-i         | x-gross-beta  | DAY_MEAN | WORKSHOP_OUTLET | 10
            gb-8978-1996-grade-1-mining  | w01012 | DAY_MEAN | OUTFALL | 70
            gb-8978-1996-grade-2-mining  | w01012 | DAY_MEAN | OUTFALL | 300
            gb-8978-1996-grade-2-other   | w01012 | DAY_MEAN | OUTFALL | 150
            gb-8978-1996-grade-3-other   | w01012 | DAY_MEAN | OUTFALL | 400
            gb-8978-1996-grade-2-other   | w21003 | DAY_MEAN | OUTFALL | 25
            gb-8978-1996-grade-3-mining  | w20124 | DAY_MEAN | OUTFALL | 5.0
            gb-8978-1996-grade-1-other   | xw1005 | DAY_MEAN | OUTFALL | 0.5
            gb-3838-2002-class-i         | w01019 | SAMPLE | SURFACE_WATER:I       | 2
            gb-3838-2002-class-i         | w21011 | SAMPLE | SURFACE_WATER:I-LAKE  | 0.01
            gb-3838-2002-class-ii        | w20122 | SAMPLE | SURFACE_WATER:II      | 1.0
            gb-3838-2002-class-iii       | w20115 | SAMPLE | SURFACE_WATER:III     | 0.005
            gb-3838-2002-class-iv        | w20123 | SAMPLE | SURFACE_WATER:IV      | 2.0
            gb-3838-2002-class-iv        | w21001 | SAMPLE | SURFACE_WATER:IV-LAKE | 1.5
            gb-3838-2002-class-v         | w02003 | SAMPLE | SURFACE_WATER:V       | 40000
            gb-3838-2002-class-v         | w23002 | SAMPLE | SURFACE_WATER:V-LAKE  | 0.1
            gb-12348-2008-class-0        | Ld | INSTANT | NOISE:0 | 50
            gb-12348-2008-class-1        | Ln | INSTANT | NOISE:1 | 45
            gb-12348-2008-class-2        | Ld | INSTANT | NOISE:2 | 60
            gb-12348-2008-class-3        | Ln | INSTANT | NOISE:3 | 55
            gb-12348-2008-class-4        | Ld | INSTANT | NOISE:4 | 70
            gb-3095-2012-class-1         | a21004 | HOUR_MEAN       | AMBIENT_AIR:1 | 200
            gb-3095-2012-class-2         | a05024 | EIGHT_HOUR_MEAN | AMBIENT_AIR:2 | 160
            gb-3095-2012-class-2         | a34001 | DAY_MEAN        | AMBIENT_AIR:2 | 300
            gb-3095-2012-class-1         | a20044 | QUARTER_MEAN    | AMBIENT_AIR:1 | 1
            gb-3095-2026-class-1         | a34004 | DAY_MEAN        | AMBIENT_AIR:1 | 25
            gb-16297-1996-new-sources    | a21026 | HOUR_MEAN | STACK    | 550
            gb-16297-1996-new-sources    | a21026 | HOUR_MEAN | BOUNDARY | 0.40
            gb-16297-1996-new-sources    | a20025 | HOUR_MEAN | STACK    | 0.85
            gb-16297-1996-new-sources    | a34001 | HOUR_MEAN | BOUNDARY | 1.0
            ifc-ehs-mining-2007-effluent | w01012 | SAMPLE | OUTFALL | 50
            ifc-ehs-mining-2007-effluent | xw1006 | SAMPLE | OUTFALL | 0.5
            ifc-ehs-mining-2007-effluent | w20111 | SAMPLE | OUTFALL | 0.002
            ifc-ehs-mining-2007-effluent | w20122 | SAMPLE | OUTFALL | 0.3
            ifc-ehs-general-2007-noise-residential | Ln | INSTANT | NOISE | 45
            ifc-ehs-general-2007-noise-industrial  | Ln | INSTANT | NOISE | 70
            40-cfr-440-subpart-j-bat-mine-drainage | w20123 | DAY_MEAN     | OUTFALL | 1.5
            40-cfr-440-subpart-j-bat-mine-drainage | w20123 | MEAN_30_DAYS | OUTFALL | 0.75
            40-cfr-440-subpart-j-bat-mills         | w20123 | DAY_MEAN     | OUTFALL | 1.0
            40-cfr-440-subpart-j-bat-mills         | w20111 | MEAN_30_DAYS | OUTFALL | 0.001
            40-cfr-440-subpart-j-bpt               | w01012 | MEAN_30_DAYS | OUTFALL | 20
            mmer-2002-schedule-4 | w20122       | MONTH_MEAN | OUTFALL | 0.30
            mmer-2002-schedule-4 | w20122       | DAY_MEAN   | OUTFALL | 0.45
            mmer-2002-schedule-4 | w20122       | SAMPLE     | OUTFALL | 0.60
            mmer-2002-schedule-4 | x-radium-226 | DAY_MEAN   | OUTFALL | 0.74
            mmer-2002-schedule-4 | w01012       | SAMPLE     | OUTFALL | 30.00
            """)
    void a_limit_is_that_of_the_table(String file, String parameter, String statistic, String place, BigDecimal upper)
            throws IOException {
        assertThat(only(file(file), parameter, statistic, place).upper()).isEqualTo(upper);
    }

    /// GB 3838-2002: dissolved oxygen is the one that must not be less, 7.5, 6, 5, 3, 2 mg/L.
    @ParameterizedTest
    @CsvSource({"i,7.5", "ii,6", "iii,5", "iv,3", "v,2"})
    void dissolved_oxygen_must_not_be_less(String river, BigDecimal lower) throws IOException {
        var limit = only(
                file("gb-3838-2002-class-" + river),
                "w01009",
                "SAMPLE",
                "SURFACE_WATER:" + river.toUpperCase(java.util.Locale.ROOT));
        assertThat(limit.operator()).isEqualTo(Operator.MIN);
        assertThat(limit.lower()).isEqualTo(lower);
    }

    @Test
    void noise_by_day_and_by_night_are_two_limits_with_their_hours() throws IOException {
        var noise = file("gb-12348-2008-class-3");
        assertThat(only(noise, "Ld", "INSTANT", "NOISE:3").window().anchor()).isEqualTo("06:00/22:00");
        assertThat(only(noise, "Ln", "INSTANT", "NOISE:3").window().anchor()).isEqualTo("22:00/06:00");
    }

    /// MMER Schedule 4 held until 31 May 2021, MDMER Tables 1 and 2 from the day after.
    @Test
    void one_edition_begins_on_the_day_the_other_ends() throws IOException {
        var before = file("mmer-2002-schedule-4").set(null);
        assertThat(before.to()).hasToString("2021-06-01");
        for (String table : List.of("1", "2")) {
            var after = file("mdmer-2021-schedule-4-table-" + table);
            assertThat(after.set(null).from()).isEqualTo(before.to());
            assertThat(after.head("replaces")).isEqualTo("SOR/2002-222/2002/Schedule 4");
        }
    }

    @Test
    void every_file_has_its_source_its_notes_in_both_languages_and_says_that_nobody_compared_it() throws IOException {
        for (Standard standard : all()) {
            assertThat(standard.head("verified")).as(standard.file()).isEqualTo("no");
            assertThat(standard.head("source")).as(standard.file()).isNotEmpty();
            assertThat(standard.head("licence")).as(standard.file()).isNotEmpty();
            assertThat(standard.head("note.en").isEmpty())
                    .as(standard.file())
                    .isEqualTo(standard.head("note.zh").isEmpty());
            for (var row : standard.rows()) {
                var limit = row.limit(1, standard);
                limit.window().check(limit.unit());
                assertThat(limit.note().isEmpty())
                        .as(standard.file() + limit.parameter())
                        .isEqualTo(limit.noteZh().isEmpty());
                assertThat(limit.verified()).isFalse();
                assertThat(UnitTable.standard().canonical(limit.unit()))
                        .as(standard.file() + " " + limit.unit())
                        .isPresent();
            }
        }
    }

    /// Codes of Verdite's own that its parameter table does not have: their limits are shown and compared, and bind
    /// once somebody measures them.
    @Test
    void only_these_parameters_are_unknown_to_the_table_of_parameters() throws IOException {
        String table = new ClassPathResource("db/migration/monitoring/V3__parameters.sql")
                .getContentAsString(StandardCharsets.UTF_8);
        var unknown = new TreeSet<String>();
        for (Standard standard : all()) {
            if (standard.file().startsWith("bc-")) {
                continue;
            }
            standard.rows().stream()
                    .map(row -> row.limit(1, standard).parameter())
                    .filter(code -> !table.contains("('" + code + "'"))
                    .forEach(unknown::add);
        }
        assertThat(unknown)
                .containsExactly(
                        "w25043",
                        "x-ammonia-un-ionised",
                        "x-cyanide-free",
                        "x-gross-alpha",
                        "x-gross-beta",
                        "x-oil-and-grease",
                        "x-radium-226");
    }
}
