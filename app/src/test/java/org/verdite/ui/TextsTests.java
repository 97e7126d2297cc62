package org.verdite.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.verdite.shared.LocalText;

class TextsTests {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);

    private final Texts english = texts(Locale.ENGLISH);
    private final Texts chinese = texts(Locale.SIMPLIFIED_CHINESE);

    private static Texts texts(Locale locale) {
        try {
            return new Texts(PagesConfiguration.messageSource(), locale, ZoneId.of("Asia/Shanghai"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void dates_are_written_as_each_language_does() {
        assertThat(english.date(DAY)).isEqualTo("18 Nov 2026");
        assertThat(chinese.date(DAY)).isEqualTo("2026年11月18日");
        assertThat(english.shortDate(DAY, DAY)).isEqualTo("18 Nov");
        assertThat(chinese.shortDate(DAY, DAY)).isEqualTo("11月18日");
        assertThat(english.shortDate(DAY, DAY.plusYears(1))).isEqualTo("18 Nov 2026");
        assertThat(english.time(Instant.parse("2026-11-18T01:00:00Z"))).isEqualTo("18 Nov 2026, 09:00");
        assertThat(chinese.relative(DAY, DAY.plusDays(17))).isEqualTo("逾期 17 天");
        assertThat(english.relative(DAY, DAY.minusDays(1))).isEqualTo("in 1 day");
        assertThat(english.date(null)).isEmpty();
    }

    @Test
    void a_clock_that_shows_another_hour_than_the_readers_is_named() {
        var at = Instant.parse("2026-11-18T01:00:00Z");
        assertThat(english.timeThere(at, ZoneId.of("Asia/Singapore"))).isEqualTo("18 Nov 2026, 09:00");
        assertThat(english.timeThere(at, ZoneId.of("America/Lima"))).isEqualTo("17 Nov 2026, 20:00 (UTC-5)");
        assertThat(english.timeThere(at, ZoneId.of("Asia/Kolkata"))).isEqualTo("18 Nov 2026, 06:30 (UTC+5:30)");
        assertThat(english.timeThere(at, ZoneId.of("UTC"))).isEqualTo("18 Nov 2026, 01:00 (UTC)");
    }

    @Test
    void a_name_in_a_sentence_is_said_in_the_readers_language() {
        var mine = LocalText.of("Egret Valley", "白鹭谷", "en");
        assertThat(english.of("organisation.reorganisation.notOpen", mine))
                .isEqualTo("Egret Valley is not open on that day.");
        assertThat(chinese.of("organisation.reorganisation.notOpen", mine)).isEqualTo("“白鹭谷”在该日未设立或已撤销。");
    }

    @Test
    void numbers_have_a_true_minus_and_their_decimals() {
        assertThat(english.number(184_320)).isEqualTo("184,320");
        assertThat(english.number(new BigDecimal("0.470"))).isEqualTo("0.47");
        assertThat(english.signed(new BigDecimal("-0.61"), 1)).isEqualTo("−0.6");
        assertThat(english.signed(new BigDecimal("14.2"), 1)).isEqualTo("+14.2");
        assertThat(chinese.percent(new BigDecimal("97.45"))).isEqualTo("97.5%");
        assertThat(english.large(new BigDecimal("1467000000"))).isEqualTo("1.467");
        assertThat(chinese.large(new BigDecimal("1467000000"))).isEqualTo("14.67");
    }

    @Test
    void the_worst_state_stands_first_and_unknown_is_not_ok() {
        assertThat(java.util.stream.Stream.of(State.OK, State.UNKNOWN, State.BAD, State.IDLE, State.WARN)
                        .sorted(State.WORST_FIRST))
                .containsExactly(State.BAD, State.WARN, State.UNKNOWN, State.OK, State.IDLE);
    }
}
