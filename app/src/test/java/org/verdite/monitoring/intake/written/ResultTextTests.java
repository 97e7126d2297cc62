package org.verdite.monitoring.intake.written;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verdite.monitoring.intake.written.ResultText.Outcome;

class ResultTextTests {

    private final ResultText text = new ResultText();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.061|VALUE|0.061|",
                "4e-04|VALUE|0.0004|",
                "4E+2|VALUE|400|",
                "-1.3|VALUE|-1.3|",
                "−1.3|VALUE|-1.3|",
                "+7|VALUE|7|",
                ".5|VALUE|0.5|",
                "1,234.5|VALUE|1234.5|",
                "1 234.5|VALUE|1234.5|",
                "1,234,567|VALUE|1234567|",
                "１２．５|VALUE|12.5|",
                "<0.005|BELOW|0.005|<",
                "< 0.005|BELOW|0.005|<",
                "＜0.005|BELOW|0.005|<",
                "≤0.5|BELOW|0.5|<",
                "0.005L|BELOW|0.005|L",
                "0.05ND|BELOW|0.05|ND",
                "0.05 ND|BELOW|0.05|ND",
                "ND(0.05)|BELOW|0.05|ND",
                "ND<0.05|BELOW|0.05|ND",
                "未检出（0.05）|BELOW|0.05|ND",
                "0.5 U|BELOW|0.5|U",
                "0.5UJ|BELOW|0.5|UJ",
                ">2419.6|ABOVE|2419.6|>",
                "≥100|ABOVE|100|>",
                "12 J|VALUE|12|J",
                "12J|VALUE|12|J",
                "3.4 R|VALUE|3.4|R"
            })
    void a_written_result_is_read(String cell, Outcome outcome, double number, String qualifier) {
        assertThat(text.read(cell, NumberStyle.POINT)).isEqualTo(outcome);
        assertThat(text.number()).isEqualTo(number);
        assertThat(text.qualifier()).isEqualTo(qualifier == null ? "" : qualifier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ND",
                "nd",
                "N.D.",
                "n.d.",
                "未检出",
                "BDL",
                "U",
                "UJ",
                "<LOD",
                "<MDL",
                "< LOD",
                "Not Detected",
                " ND "
            })
    void not_detected_without_a_level_is_a_result(String cell) {
        assertThat(text.read(cell, NumberStyle.POINT)).isEqualTo(Outcome.BELOW_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TNTC", "too numerous to count", "多不可计"})
    void too_much_to_count_is_a_result(String cell) {
        assertThat(text.read(cell, NumberStyle.POINT)).isEqualTo(Outcome.TOO_MUCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NA", "n/a", "N/A", "NaN", "null", "-", "--", "—", "#VALUE!", "缺测"})
    void nothing_reported_is_missing_and_never_zero(String cell) {
        assertThat(text.read(cell, NumberStyle.POINT)).isEqualTo(Outcome.MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=cmd()|formula",
                "=1+2|formula",
                "@SUM(A1)|formula",
                "+cmd|formula",
                "-cmd|formula",
                "hello|number",
                "1.2.3|number",
                "12,34|number",
                "1,2345|number",
                "5 mg/L|number",
                "<|number",
                "<x|number",
                "1e|number",
                "0x10|number",
                "0.05M|number"
            })
    void what_is_no_result_is_refused_with_what_was_expected(String cell, String problem) {
        assertThat(text.read(cell, NumberStyle.POINT)).isEqualTo(Outcome.WRONG);
        assertThat(text.problem()).isEqualTo(problem);
    }

    @Test
    void an_over_long_text_is_refused() {
        assertThat(text.read("9".repeat(61), NumberStyle.POINT)).isEqualTo(Outcome.WRONG);
        assertThat(text.problem()).isEqualTo("tooLong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2,6|2.6", "1.234,5|1234.5", "1 234,5|1234.5", "48,9|48.9", "<0,005|0.005", "1.234|1234"})
    void the_decimal_comma_is_read_where_the_file_uses_it(String cell, double number) {
        text.read(cell, NumberStyle.COMMA);
        assertThat(text.number()).isEqualTo(number);
    }

    @Test
    void every_number_is_the_nearest_binary_one() {
        for (String cell : new String[] {
            "0.1", "123456789012345678", "1e22", "1e-22", "0.30000000000000004", "5e-324", "1.7976931348623157e308"
        }) {
            text.read(cell, NumberStyle.POINT);
            assertThat(text.number()).isEqualTo(Double.parseDouble(cell));
        }
        text.read("0.061", NumberStyle.POINT);
        assertThat(text.number(3)).isEqualTo(61.0);
    }

    @ParameterizedTest
    @CsvSource({
        "U,UNDETECTED",
        "UJ,UNDETECTED",
        "J;U,UNDETECTED",
        "J,ESTIMATED",
        "R,REJECTED",
        "BRL,UNDETECTED",
        "'',NONE",
        "LMSR,NONE"
    })
    void a_qualifier_may_stand_in_its_own_column(String text, Qualifier qualifier) {
        assertThat(Qualifier.of(text)).isEqualTo(qualifier);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Not Detected",
                "Below Method Detection Limit",
                "Below Reporting Limit",
                "Present Below Quantification Limit"
            })
    void a_detection_condition_in_words_is_understood(String words) {
        assertThat(Qualifier.of(words)).isEqualTo(Qualifier.UNDETECTED);
    }

    @Test
    void a_column_tells_its_convention_or_says_that_it_does_not() {
        assertThat(style("1,234.5", "7")).isEqualTo(NumberStyle.POINT);
        assertThat(style("1.234,5")).isEqualTo(NumberStyle.COMMA);
        assertThat(style("2,6", "1360", "7,578")).isEqualTo(NumberStyle.COMMA);
        assertThat(style("0.5", "1,234")).isEqualTo(NumberStyle.POINT);
        assertThat(style("12", "7")).isEqualTo(NumberStyle.POINT);
        assertThat(style("1,234", "5,678")).isNull();
    }

    private static NumberStyle style(String... cells) {
        var evidence = new NumberEvidence();
        for (String cell : cells) {
            evidence.see(cell);
        }
        return evidence.style();
    }
}
