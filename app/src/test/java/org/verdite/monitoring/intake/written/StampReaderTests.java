package org.verdite.monitoring.intake.written;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StampReaderTests {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "2015-03-01,ISO",
        "2015/3/1,YEAR_SLASH",
        "20150301,COMPACT",
        "2015年3月1日,CHINESE",
        "1.3.2015,DAY_DOT",
        "01/03/2015,DAY_SLASH",
        "3/1/2015,MONTH_SLASH",
        "1-Mar-2015,DAY_NAME",
        "1 Mar 15,DAY_NAME",
        "42064,EXCEL",
        "２０１５年３月１日,CHINESE"
    })
    void a_date_in_its_style_stays_a_date(String text, DateStyle style) {
        var stamp = new StampReader(style).read(text, "", "", CHINA);
        assertThat(stamp).isNotNull();
        assertThat(stamp.dateOnly()).isTrue();
        assertThat(LocalDate.ofEpochDay(stamp.day())).isEqualTo(LocalDate.of(2015, 3, 1));
        assertThat(stamp.epochSecond(CHINA)).isEqualTo(stamp.day() * 86_400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2015-03-01T13:05:00Z||| 2015-03-01T13:05:00Z", "2015-03-01 13:05|||2015-03-01T05:05:00Z",
                        "2015-03-01|18.00.00||2015-03-01T10:00:00Z",
                "2015-03-01|13:05|+0100|2015-03-01T12:05:00Z", "2015-03-01|1:05 PM||2015-03-01T05:05:00Z",
                        "2015-03-01T13:05:00.5+08:00|||2015-03-01T05:05:00Z",
                "2015-03-01|24:00||2015-03-01T16:00:00Z", "2015-03-01|13:05|CDT|2015-03-01T18:05:00Z",
                        "2015-03-01|13:05|CST|2015-03-01T05:05:00Z",
                "2015-03-01|9时30分||2015-03-01T01:30:00Z", "2015-03-01|0930||2015-03-01T01:30:00Z"
            })
    void a_time_keeps_the_offset_as_written_else_the_point_s_zone_counts(
            String date, String time, String offset, String instant) {
        var stamp = new StampReader(DateStyle.ISO)
                .read(date, time == null ? "" : time, offset == null ? "" : offset, CHINA);
        assertThat(stamp).isNotNull();
        assertThat(Instant.ofEpochSecond(stamp.epochSecond(CHINA))).isEqualTo(Instant.parse(instant.strip()));
    }

    @Test
    void central_time_is_american_away_from_china() {
        var stamp = new StampReader(DateStyle.ISO).read("2019-05-01", "05:56:00", "CST", ZoneId.of("America/Chicago"));
        assertThat(stamp).isNotNull();
        assertThat(stamp.offset()).isEqualTo(-360);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tomorrow", "2015-13-01", "2015-02-30", "1815-03-01", "2015-03-01x", "99999999999", "2015-03"
            })
    void what_is_no_date_is_not_made_one(String text) {
        assertThat(new StampReader(DateStyle.ISO).read(text, "", "", CHINA)).isNull();
    }

    @Test
    void four_columns_make_an_hour() {
        assertThat(StampReader.parts("2013", "3", "1", "5"))
                .isEqualTo(new Stamp(LocalDate.of(2013, 3, 1).toEpochDay(), 18_000, Stamp.LOCAL, Stamp.HOUR));
        assertThat(StampReader.parts("2013", "3", "1", "")).matches(Stamp::dateOnly);
        assertThat(StampReader.parts("2013", "x", "1", "5")).isNull();
    }

    @Test
    void a_spreadsheet_s_number_may_hold_the_time() {
        var stamp = new StampReader(DateStyle.EXCEL).read("42064.5", "", "", CHINA);
        assertThat(stamp).isNotNull();
        assertThat(stamp.second()).isEqualTo(43_200);
    }

    @Test
    void day_and_month_that_can_t_be_told_apart_are_asked_for() {
        assertThat(style("3/4/2015", "5/6/2015")).isNull();
        assertThat(style("3/4/2015", "25/6/2015")).isEqualTo(DateStyle.DAY_SLASH);
        assertThat(style("3/4/2015", "6/25/2015")).isEqualTo(DateStyle.MONTH_SLASH);
        assertThat(style("2015-01-02", "2015-01-03")).isEqualTo(DateStyle.ISO);
        assertThat(style("2015年3月1日")).isEqualTo(DateStyle.CHINESE);
        assertThat(style("10/03/2004", "31/03/2004")).isEqualTo(DateStyle.DAY_SLASH);
    }

    private static DateStyle style(String... cells) {
        var evidence = new DateEvidence();
        for (String cell : cells) {
            evidence.see(cell);
        }
        return evidence.style();
    }
}
