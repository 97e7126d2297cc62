package org.verdite.monitoring.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.verdite.monitoring.intake.MappingSpec.Keep;
import org.verdite.monitoring.intake.file.FileRefused;
import org.verdite.shared.Invalid;
import org.verdite.shared.Refused;

/// Files as they come: other shapes, encodings and conventions, and what is no file of results at all.
@SpringBootTest
class BadFilesTests {

    private static final String HEAD = "Station,Date,Parameter,Value,Unit\n";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Intake intake;

    private Lab lab;

    @BeforeEach
    void onePoint() {
        lab = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        lab.point("W" + lab.code, "SURFACE_WATER");
    }

    private String line(String rest) {
        return "W" + lab.code + "," + rest + "\n";
    }

    private void refused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> lab.send(bytes))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems().getFirst().key())
                                .isIn("monitoring.file." + reason, "ui.book." + reason));
    }

    @Test
    void a_parameter_without_a_single_result_is_left_out_and_the_others_load() {
        lab.point("ONLY" + lab.code, "SURFACE_WATER");
        var result = lab.loaded("Station,Date,Parameter,Value,Unit\nONLY" + lab.code + ",2024-03-01,COD,12,mg/L\nONLY"
                + lab.code + ",2024-03-01,Total zinc,n/a,\nONLY" + lab.code + ",2024-03-01,Total lead,=1+1,mg/L\n");
        assertThat(result.loaded()).isEqualTo(1);
        assertThat(result.rejected()).isEqualTo(2);
    }

    @Test
    void what_is_no_table_is_refused_by_name() {
        refused(new byte[0], "empty");
        refused("PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1), "zip");
        refused("%PDF-1.7 ...".getBytes(StandardCharsets.UTF_8), "binary");
        refused(new byte[] {1, 2, 3, 0, 0, 7, 9, 1, 0, 0, 3, 4}, "binary");
        refused("just one column\n1\n2\n".getBytes(StandardCharsets.UTF_8), "oneColumn");
        refused(HEAD.getBytes(StandardCharsets.UTF_8), "headerOnly");
    }

    @Test
    void ten_thousand_columns_are_refused() {
        String head = IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        refused((head + "\n1,2\n").getBytes(StandardCharsets.UTF_8), "columns");
    }

    @Test
    void a_line_without_end_is_refused_with_its_number() {
        String many = IntStream.range(0, 1_500).mapToObj(_ -> "x".repeat(1_000)).collect(Collectors.joining(","));
        byte[] bytes = (HEAD + line("2024-01-01,COD,1,mg/L," + many)).getBytes(StandardCharsets.UTF_8);
        refused(bytes, "longLine");
    }

    @Test
    void a_quote_that_is_never_closed_is_refused_with_its_line_and_swallows_nothing() {
        refused(
                (HEAD
                                + line("2024-01-01,COD,12,mg/L")
                                + line("2024-01-02,COD,\"13,mg/L")
                                + line("2024-01-03,COD,14,mg/L"))
                        .getBytes(StandardCharsets.UTF_8),
                "quote");
    }

    @Test
    void a_file_over_the_limit_is_refused_while_it_comes() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }

            @Override
            public int read(byte[] b, int off, int len) {
                java.util.Arrays.fill(b, off, off + len, (byte) 'a');
                return len;
            }
        };
        var files = new org.verdite.monitoring.intake.file.ImportFilesTestAccess();
        assertThatThrownBy(() -> files.keepAtMostOneMegabyte(endless)).isInstanceOf(FileRefused.class);
    }

    @Test
    void the_same_table_is_understood_in_every_encoding() {
        String table = "点位,日期,项目,结果,单位\nW" + lab.code + ",2024-01-01,总砷,0.005L,µg/L\nW" + lab.code
                + ",2024-01-02,总铅,未检出,µg/L\n";
        String gb = table.replace("µ", "u");
        var encodings = Map.of(
                "UTF-8", table.getBytes(StandardCharsets.UTF_8),
                "UTF-8 with mark", ("\ufeff" + table).getBytes(StandardCharsets.UTF_8),
                "UTF-16LE", ("\ufeff" + table).getBytes(StandardCharsets.UTF_16LE),
                "UTF-16BE", ("\ufeff" + table).getBytes(StandardCharsets.UTF_16BE),
                "GB18030", gb.getBytes(Charset.forName("GB18030")));
        encodings.forEach((name, bytes) -> {
            var dry = lab.tried(bytes);
            assertThat(dry.ready()).as(name + " " + dry.rejects()).isEqualTo(2);
        });
        String latin = (HEAD + line("2024-01-01,Total As,5,µg/L")).replace("\n", "\r\n");
        assertThat(lab.tried(latin.getBytes(Charset.forName("windows-1252"))).ready())
                .isEqualTo(1);
        String plain = HEAD + line("2024-01-01,COD,5,mg/L");
        assertThat(lab.tried(plain.getBytes(StandardCharsets.UTF_16LE)).ready()).isEqualTo(1);
    }

    @Test
    void each_bad_line_says_what_was_found_and_what_is_expected_and_the_good_ones_stay() {
        var dry = lab.tried(HEAD
                + line("2024-01-01,COD,12.5,mg/L")
                + line("2024-01-02,COD,=cmd(),mg/L")
                + line("2024-01-03,COD,-9999,mg/L")
                + line("2024-01-04,COD,n/a,mg/L")
                + line("tomorrow,COD,12,mg/L")
                + line("2024-01-06,COD,12")
                + line("2024-01-07,Unobtainium,12,mg/L")
                + "Nowhere,2024-01-08,COD,12,mg/L\n"
                + line("2024-01-09,COD,12,°C")
                + line("2024-01-10,COD,-3,mg/L")
                + line("2024-01-11,COD,ND,mg/L")
                + line("2024-01-12,COD,\"1,234.5\",mg/L"));
        assertThat(dry.ready()).isEqualTo(3);
        assertThat(dry.notLoaded()).isEqualTo(9);
        assertThat(dry.rejects())
                .extracting(DryRun.RejectGroup::code)
                .containsExactlyInAnyOrder(
                        "formula", "missing", "date", "shape", "parameter", "point", "ui.unit.differs", "negative");
        assertThat(dry.rejects().stream()
                        .filter(g -> g.code().equals("point"))
                        .findFirst()
                        .orElseThrow()
                        .found())
                .isEqualTo("Nowhere");
    }

    @Test
    void what_no_instrument_gives_and_what_has_not_been_yet_are_refused_at_their_line() {
        var dry = lab.tried(HEAD
                + line("2024-01-01,COD,12.5,mg/L")
                + line("2024-01-02,COD,1e400,mg/L")
                + line("2024-01-03,COD,<1e300,mg/L")
                + line("2024-01-04,COD,99999999999999999999999999,mg/L")
                + line("2199-01-05,COD,12,mg/L")
                + line("2024-01-06,pH,250,pH"));
        assertThat(dry.ready()).isEqualTo(1);
        assertThat(dry.rejects())
                .extracting(DryRun.RejectGroup::code)
                .containsExactlyInAnyOrder("beyond", "future", "ph");
    }

    @Test
    void numbers_that_can_be_read_two_ways_are_asked_for() {
        long id = lab.send(HEAD.replace(',', ';')
                + line("2024-01-01,COD,\"1,234\",mg/L")
                        .replace("\"1,234\"", "1|234")
                        .replace(',', ';')
                        .replace('|', ','));
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(dry.questions()).extracting(DryRun.Question::kind).containsExactly("number");
        var spec = lab.run(() -> intake.proposal(id, null))
                .withAnswers(null, org.verdite.monitoring.intake.written.NumberStyle.COMMA, null, null);
        assertThat(lab.tried(id, spec).ready()).isEqualTo(1);
        lab.run(() -> intake.load(id));
        assertThat(lab.results("select value from monitoring.result where unit_id = " + lab.unit)
                        .getFirst())
                .containsEntry("value", 1.234);
    }

    @Test
    void days_and_months_that_can_t_be_told_apart_are_asked_for() {
        var dry = lab.tried(HEAD + line("3/4/2024,COD,12,mg/L"));
        assertThat(dry.questions()).extracting(DryRun.Question::kind).containsExactly("date");
        assertThat(dry.asked()).isEqualTo(1);
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "2024-03-13,2024-04-02",
        "2024/3/13,2024/4/2",
        "20240313,20240402",
        "2024年3月13日,2024年4月2日",
        "13.3.2024,2.4.2024"
    })
    void a_date_is_understood_in_each_style_that_leaves_no_doubt(String first, String second) {
        assertThat(lab.loaded(HEAD + line(first + ",COD,12,mg/L") + line(second + ",COD,13,mg/L"))
                        .loaded())
                .isEqualTo(2);
        assertThat(lab
                        .results(
                                "select (started at time zone 'UTC')::date::text as day from monitoring.result where unit_id = "
                                        + lab.unit + " order by 1")
                        .stream()
                        .map(r -> r.get("day")))
                .containsExactly("2024-03-13", "2024-04-02");
    }

    @Test
    void of_two_styles_in_one_column_the_lines_of_the_other_one_are_named() {
        long id = lab.send(
                HEAD + line("2024-03-13,COD,12,mg/L") + line("2024-03-14,COD,13,mg/L") + line("15.3.2024,COD,14,mg/L"));
        var spec = lab.run(() -> intake.proposal(id, null))
                .withAnswers(org.verdite.monitoring.intake.written.DateStyle.ISO, null, null, null);
        var dry = lab.tried(id, spec);
        assertThat(dry.ready()).isEqualTo(2);
        assertThat(dry.rejects()).singleElement().satisfies(g -> {
            assertThat(g.code()).isEqualTo("date");
            assertThat(g.first()).extracting(Reject::line).containsExactly(4L);
        });
    }

    @Test
    void a_number_with_points_in_its_thousands_and_a_comma_is_read_as_written() {
        long id = lab.send(
                (HEAD + line("2024-03-13,COD,1.234;5,mg/L")).replace(",", "\t").replace(";", ","));
        var spec = lab.run(() -> intake.proposal(id, null))
                .withAnswers(null, org.verdite.monitoring.intake.written.NumberStyle.COMMA, null, null);
        assertThat(lab.tried(id, spec).ready()).isEqualTo(1);
        lab.run(() -> intake.load(id));
        assertThat(lab.results("select value from monitoring.result where unit_id = " + lab.unit)
                        .getFirst())
                .containsEntry("value", 1234.5);
    }

    @Test
    void digits_kind_of_level_and_precision_of_time_are_kept_as_written_through_a_revision_too() {
        String table = "Station,Date,Time,Parameter,Value,Unit\n" + line("2024-03-13,13:05,COD,0.50,mg/L")
                + line("2024-03-14,,COD,<0.005,mg/L") + line("2024-03-15,09:10:11,COD,0.005L,mg/L")
                + line("2024-03-16,8,COD,>2419.6,mg/L") + line("2024-03-17,,COD,ND,mg/L");
        assertThat(lab.loaded(table).loaded()).isEqualTo(5);
        String kept =
                "select digits, level_kind, time_precision from monitoring.result where unit_id = %d order by started"
                        .formatted(lab.unit);
        var expected = List.of("2 0 3", "1 1 1", "1 2 4", "5 3 2", "null 0 1");
        assertThat(lab.results(kept).stream()
                        .map(r -> r.get("digits") + " " + r.get("level_kind") + " " + r.get("time_precision")))
                .isEqualTo(expected);
        assertThat(lab.loaded(table.replace("0.50", "0.7")).revised()).isEqualTo(1);
        assertThat(lab.results(kept).getFirst()).containsEntry("digits", 1);
        assertThat(lab.results("select digits, original from monitoring.result_revision where unit_id = " + lab.unit))
                .singleElement()
                .satisfies(r -> assertThat(r).containsEntry("digits", 2).containsEntry("original", "0.50"));
    }

    @Test
    void a_corrected_value_is_a_revision_and_the_earlier_one_is_kept() {
        lab.loaded(HEAD + line("2024-01-01,COD,12,mg/L") + line("2024-01-02,COD,13,mg/L"));
        long again = lab.send(HEAD
                + line("2024-01-01,COD,12,mg/L")
                + line("2024-01-02,COD,14,mg/L")
                + line("2024-01-03,COD,15,mg/L"));
        var dry = lab.tried(again, lab.run(() -> intake.proposal(again, null)));
        assertThat(List.of(dry.ready(), dry.alreadyHere(), dry.revisions())).containsExactly(2L, 1L, 1L);
        var result = lab.run(() -> intake.load(again));
        assertThat(List.of(result.loaded(), result.revised(), result.unchanged()))
                .containsExactly(1L, 1L, 1L);
        assertThat(lab.count("select count(*) from monitoring.result where revision = 1 and value = 14 and unit_id = "
                        + lab.unit))
                .isEqualTo(1);
        assertThat(lab.count(
                        "select count(*) from monitoring.result_revision where value = 13 and unit_id = " + lab.unit))
                .isEqualTo(1);
        assertThat(lab.count("""
                select count(*) from monitoring.intake
                where merkle_root = monitoring.pub_root_of('monitoring.intake', id::text) and unit_id = %d""".formatted(lab.unit))).isEqualTo(2);
    }

    @Test
    void of_a_conflicting_pair_the_first_the_second_or_neither_stands() {
        String table =
                HEAD + line("2024-01-01,COD,12,mg/L") + line("2024-01-01,COD,13,mg/L") + line("2024-01-01,COD,12,mg/L");
        for (var keep : Keep.values()) {
            var one = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
            one.point("W" + one.code, "SURFACE_WATER");
            long id = one.send(table.replace(lab.code, one.code));
            var spec = one.run(() -> intake.proposal(id, null)).withAnswers(null, null, null, keep);
            var dry = one.tried(id, spec);
            assertThat(dry.conflicts()).isEqualTo(1);
            assertThat(dry.ready()).as(keep.name()).isEqualTo(keep == Keep.NEITHER ? 0 : 1);
            assertThat(dry.results()).as(keep.name()).isEqualTo(3);
            one.run(() -> intake.load(id));
            var values = one.results("select value from monitoring.result where unit_id = " + one.unit).stream()
                    .map(r -> r.get("value"))
                    .toList();
            assertThat(values)
                    .as(keep.name())
                    .isEqualTo(
                            switch (keep) {
                                case NEITHER -> List.of();
                                // the third line is the later one of its own conflict
                                case FIRST, SECOND -> List.of(12.0);
                            });
        }
    }

    @Test
    void of_two_lines_the_second_stands_when_that_was_the_answer() {
        long id = lab.send(HEAD + line("2024-01-01,COD,12,mg/L") + line("2024-01-01,COD,13,mg/L"));
        var spec = lab.run(() -> intake.proposal(id, null)).withAnswers(null, null, null, Keep.SECOND);
        assertThat(lab.tried(id, spec).ready()).isEqualTo(1);
        lab.run(() -> intake.load(id));
        assertThat(lab.results("select value from monitoring.result where unit_id = " + lab.unit))
                .extracting(r -> r.get("value"))
                .containsExactly(13.0);
    }

    @Test
    void a_wide_file_with_its_date_in_four_columns_becomes_hourly_means() {
        lab.point("AIR" + lab.code, "AMBIENT_AIR");
        long id = lab.send(
                "No,year,month,day,hour,PM2.5,CO,TEMP,wd\n1,2013,3,1,0,3,300,-2.3,E\n2,2013,3,1,1,NA,0.5,0,E\n");
        var guess = lab.run(() -> intake.proposal(id, null));
        assertThat(guess.wide()).extracting(MappingSpec.WideColumn::parameter).contains("a34004", "a21005", "a01001");
        var spec = new MappingSpec(
                null,
                guess.columns(),
                List.of(
                        new MappingSpec.WideColumn("PM2.5", "a34004", "ug/m3"),
                        new MappingSpec.WideColumn("CO", "a21005", "ug/m3"),
                        new MappingSpec.WideColumn("TEMP", "a01001", "DEG C")),
                lab.code + "/AIR" + lab.code,
                Map.of(),
                Map.of(),
                null,
                null,
                List.of(),
                null,
                null,
                "HOUR_MEAN",
                "ONLINE",
                60,
                false);
        var dry = lab.tried(id, spec);
        assertThat(dry.ready()).isEqualTo(5);
        lab.run(() -> intake.load(id));
        var row = lab.results("""
                select r.started at time zone 'UTC' as started, r.ended - r.started as span, r.value, s.statistic
                from monitoring.result r join monitoring.series s on s.id = r.series_id
                where s.unit_id = %d and s.parameter_code = 'a34004'""".formatted(lab.unit)).getFirst();
        assertThat(row.get("started").toString()).startsWith("2013-02-28 16:00");
        assertThat(row.get("span").toString()).contains("1 hours");
        assertThat(row).containsEntry("value", 3.0).containsEntry("statistic", "HOUR_MEAN");
    }

    @Test
    void nothing_is_half_loaded_when_the_load_is_stopped_in_its_middle(@Autowired Loader loader) {
        var table = new StringBuilder(HEAD);
        for (int i = 0; i < 30_000; i++) {
            table.append(
                    line(java.time.LocalDate.of(1990, 1, 1).plusDays(i % 12_000) + ",COD," + i / 12_000 + ".5,mg/L")
                            .replace("COD", List.of("COD", "BOD5", "TOC").get(i / 12_000)));
        }
        long id = lab.send(table.toString());
        lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThatThrownBy(() -> lab.run(() -> loader.run(id, (done, _) -> {
                    if (done > 0) {
                        throw new org.verdite.ui.job.JobCancelled();
                    }
                })))
                .isInstanceOf(org.verdite.ui.job.JobCancelled.class);
        assertThat(lab.count("select count(*) from monitoring.result where unit_id = " + lab.unit))
                .isZero();
        assertThat(lab.count("select count(*) from monitoring.series where unit_id = " + lab.unit))
                .isZero();
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(30_000);
        assertThatThrownBy(() -> lab.run(() -> intake.load(id))).isInstanceOf(Refused.class);
    }

    @Test
    void a_result_of_a_day_on_which_its_point_was_closed_is_refused_at_its_line() {
        lab.count("update monitoring.point set valid_to = '2024-02-01' where unit_id = " + lab.unit + " returning 1");
        var dry = lab.tried(HEAD + line("2024-01-31,COD,12,mg/L") + line("2024-02-01,COD,13,mg/L"));
        assertThat(dry.ready()).isEqualTo(1);
        assertThat(dry.rejects()).singleElement().satisfies(g -> {
            assertThat(g.code()).isEqualTo("closed");
            assertThat(g.first().getFirst().line()).isEqualTo(3);
        });
    }

    @Test
    void an_hour_that_the_clocks_skipped_or_gave_twice_is_refused_unless_its_offset_is_written() {
        var river = new Lab(jdbc, transactions, intake, "America/Vancouver");
        river.point("W" + river.code, "SURFACE_WATER");
        String lines = HEAD.replace("Date,", "Date,Time,Time zone,")
                + line("2024-03-10,02:30,,COD,11,mg/L")
                + line("2024-03-10,03:30,,COD,12,mg/L")
                + line("2024-11-03,01:30,,COD,13,mg/L")
                + line("2024-11-03,01:30,-07:00,COD,14,mg/L")
                + line("2024-11-03,01:30,-08:00,COD,15,mg/L")
                + line("2024-11-03,,,COD,16,mg/L");
        var dry = river.tried(lines.replace(lab.code, river.code));
        assertThat(dry.ready()).isEqualTo(4);
        assertThat(dry.conflicts()).isZero();
        assertThat(dry.rejects().stream()
                        .map(g -> g.code() + " " + g.first().getFirst().line() + " "
                                + g.first().getFirst().found()))
                .containsExactlyInAnyOrder("clockSkipped 2 2024-03-10 02:30", "clockTwice 4 2024-11-03 01:30");
    }

    @Test
    void dates_the_other_way_round_than_the_column_are_named_line_by_line() {
        long id = lab.send(HEAD + line("13/04/2024,COD,12,mg/L") + line("04/25/2024,COD,13,mg/L"));
        var spec = lab.run(() -> intake.proposal(id, null))
                .withAnswers(org.verdite.monitoring.intake.written.DateStyle.DAY_SLASH, null, null, null);
        var dry = lab.tried(id, spec);
        assertThat(dry.ready()).isEqualTo(1);
        assertThat(dry.rejects()).singleElement().satisfies(g -> {
            assertThat(g.code()).isEqualTo("date");
            assertThat(g.first().getFirst().found()).isEqualTo("04/25/2024");
        });
    }

    @Test
    void a_cell_of_forty_megabytes_spoils_its_own_line_and_no_other() {
        String w = "W" + lab.code;
        String head = "Station,Date,Parameter,Value,Unit,Remark\n";
        byte[] bytes = (head
                        + w + ",2024-01-01,COD,12,mg/L,good\n"
                        + w + ",2024-01-02,COD," + "9".repeat(40 << 20) + ",mg/L,too long\n"
                        + w + ",2024-01-03,COD,\"" + "a, \"\"b\"\" ".repeat(1 << 20) + "\",mg/L,quoted\n"
                        + w + ",2024-01-04,COD,13,mg/L," + "x".repeat(2 << 20) + "\n"
                        + w + ",2024-01-05,COD,14,mg/L,good\n")
                .getBytes(StandardCharsets.UTF_8);
        long id = lab.send(bytes);
        var dry = lab.tried(id, lab.run(() -> intake.proposal(id, null)));
        assertThat(dry.ready()).as("a long remark is nobody's business").isEqualTo(3);
        assertThat(dry.rejects().stream()
                        .flatMap(g -> g.first().stream())
                        .map(r -> r.line() + " " + r.column())
                        .sorted())
                .containsExactly("3 Value", "4 Value");
        assertThat(dry.rejects().stream().flatMap(g -> g.first().stream()))
                .allSatisfy(r -> assertThat(r.found()).hasSizeLessThanOrEqualTo(200));
        assertThat(lab.run(() -> intake.load(id)).loaded()).isEqualTo(3);
    }

    @Test
    void a_result_that_the_laboratory_rejected_is_kept_and_never_judged() {
        var spec = lab.loaded("Station,Date,Parameter,Value,Unit,Qualifier\n" + line("2024-01-01,COD,12,mg/L,R"));
        assertThat(spec.loaded()).isEqualTo(1);
        assertThat(lab.results("select value, flag, verdict from monitoring.result where unit_id = " + lab.unit))
                .singleElement()
                .satisfies(r -> assertThat(r).containsEntry("value", 12.0).containsEntry("flag", "R"));
        assertThat(lab.count(
                        "select count(*) from monitoring.result where verdict in (1, 2, 3) and unit_id = " + lab.unit))
                .isZero();
    }

    @Test
    void a_point_outside_of_the_reader_s_units_is_as_unknown_as_one_that_does_not_exist() {
        var other = new Lab(jdbc, transactions, intake, "Asia/Shanghai");
        other.point("W" + other.code, "SURFACE_WATER");
        long id = lab.send(HEAD + "W" + other.code + ",2024-01-01,COD,12,mg/L\n");
        // as seen by somebody of the first unit only
        lab.run(() -> {
            intake.map(id, intake.proposal(id, null));
            return lab.within.execute(_ -> jdbc.sql(
                            "update monitoring.intake set everywhere = false, visible = array[:unit] where id = :id")
                    .param("unit", lab.unit)
                    .param("id", id)
                    .update());
        });
        var dry = lab.run(() -> intake.dryRun(id));
        assertThat(dry.rejects()).extracting(DryRun.RejectGroup::code).containsExactly("point");
    }
}
