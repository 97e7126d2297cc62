package org.verdite.ui.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verdite.shared.Invalid;

class FormTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "46,000|46000",
                "46000.5|46000.5",
                "−0.6|-0.6",
                "1 234.5|1234.5",
                "1.5e3|1500",
                "0.005|0.005",
                "１２００|1200",
                "１，２００．５|1200.5"
            })
    void numbers_are_taken_as_people_write_them(String typed, BigDecimal number) {
        var form = Form.empty().with("n", typed);
        assertThat(form.number("n")).isEqualByComparingTo(number);
        assertThat(form.ok()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e5", "1.5E3", "2 e2"})
    void an_amount_of_money_has_no_exponent(String typed) {
        var form = Form.empty().with("n", typed);
        form.amount("n");
        assertThat(form.problems("n")).hasSize(1);
        assertThat(Form.empty().with("n", "46,000.50").amount("n")).isEqualByComparingTo("46000.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4,60", "1.2.3", "abc", "1,2345", "0x10", "NaN"})
    void what_could_be_two_numbers_is_none(String typed) {
        var form = Form.empty().with("n", typed);
        form.number("n");
        assertThat(form.problems("n")).hasSize(1);
        assertThat(form.typed("n")).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-18", "18 Nov 2026", "2026年11月18日", "2026/11/18"})
    void a_day_is_taken_in_both_languages(String typed) {
        assertThat(Form.empty().with("d", typed).date("d")).isEqualTo(LocalDate.of(2026, 11, 18));
    }

    @Test
    void every_problem_is_said_at_once_and_what_was_typed_stays() {
        var form = Form.of(Map.of("title", new String[] {"x".repeat(11)}, "day", "soon", "note", "a\u0000b"));
        form.text("title", 10);
        form.date("day");
        form.optionalText("note", 10);
        form.text("missing", 10);
        assertThatThrownBy(form::check)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        e -> assertThat(e.problems())
                                .extracting(Invalid.Problem::field)
                                .containsExactly("title", "day", "note", "missing"));
        assertThat(form.typed("day")).isEqualTo("soon");
    }

    @Test
    void what_one_side_changed_is_merged_and_what_both_changed_is_asked() {
        var filled = Merge.remember(Form.empty()
                .with("version", 3)
                .with("title", "Old")
                .with("owner", "7")
                .with("note", "one\ntwo")
                .with("due", "2026-03-01"));
        assertThat(filled.was()).containsEntry("was.title", "Old").doesNotContainKey("was.version");
        var typed = filled.with("title", "Mine").with("owner", "8").with("note", "one\r\ntwo");
        var difference = new Merge(typed)
                .field("title", "Title", "Old")
                .field("owner", "Owner", "9", id -> "Person " + id)
                .field("note", "Note", "one\ntwo")
                .field("due", "Due", LocalDate.of(2026, 4, 1))
                .with("Li Wei", Instant.EPOCH, 4, "/x");
        assertThat(difference.rows())
                .containsExactly(new Difference.Row("owner", "Owner", "9", "8", "Person 9", "Person 8"));
        assertThat(difference.merged())
                .containsExactly(
                        new Difference.Merged("Title", "Mine", true),
                        new Difference.Merged("Due", "2026-04-01", false));
        assertThat(difference.kept())
                .contains(
                        new Difference.Kept("title", "Mine"),
                        new Difference.Kept("due", "2026-04-01"),
                        new Difference.Kept("note", "one\ntwo"),
                        new Difference.Kept("was.owner", "9"))
                .noneMatch(k -> k.field().equals("owner"));
    }

    @Test
    void without_the_values_both_began_from_everything_that_differs_is_asked() {
        var difference = new Merge(Form.empty().with("title", "Mine"))
                .field("title", "Title", "Theirs")
                .with("", Instant.EPOCH, 4, "/x");
        assertThat(difference.rows()).hasSize(1);
        assertThat(difference.merged()).isEmpty();
    }
}
