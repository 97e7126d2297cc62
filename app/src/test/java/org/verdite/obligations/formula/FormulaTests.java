package org.verdite.obligations.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTests {

    private static final Map<String, String> KNOWN =
            Map.of("hardness", "mg/L", "pH", "", "temperature", "°C", "methyl", "ng/L", "mercury", "ug/L");

    private static OptionalDouble value(String text, String unit, Map<String, Double> values) {
        return Formula.read(text, unit, KNOWN).value(values);
    }

    private static double of(String text, Map<String, Double> values) {
        return value(text, "ug/L", values).orElseThrow();
    }

    @Test
    void the_first_branch_whose_condition_holds_gives_the_value() {
        var zinc = Formula.read(
                "33 [ug/L] if hardness <= 90 [mg/L]; (0.75 * (hardness [mg/L] - 90) + 33) [ug/L] if hardness <= 500 [mg/L]",
                "ug/L",
                KNOWN);
        assertThat(zinc.names()).containsExactly("hardness");
        assertThat(zinc.value(Map.of("hardness", 40.0))).hasValue(33);
        assertThat(zinc.value(Map.of("hardness", 90.0))).hasValue(33);
        assertThat(zinc.value(Map.of("hardness", 190.0))).hasValue(108);
        assertThat(zinc.value(Map.of("hardness", 501.0))).isEmpty();
    }

    @Test
    void a_value_comes_in_the_limit_s_unit_whatever_it_was_written_in() {
        assertThat(value("0.033 [mg/L]", "ug/L", Map.of()).orElseThrow()).isCloseTo(33, within(1e-12));
        assertThat(value("33 [ug/L] + 0.001 [mg/L]", "mg/L", Map.of()).orElseThrow())
                .isCloseTo(0.034, within(1e-12));
    }

    @Test
    void a_unit_makes_a_quantity_of_a_number_and_takes_the_number_of_a_quantity() {
        assertThat(of("(hardness [ug/L]) [ug/L]", Map.of("hardness", 2.0))).isCloseTo(2000, within(1e-9));
        assertThat(of("(methyl / mercury * 100) [ug/L]", Map.of("methyl", 5.0, "mercury", 1.0)))
                .as("nanogram by microgram is a number: per cent of a thousandth")
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void powers_signs_and_functions_bind_as_in_a_textbook() {
        assertThat(of("(2 + 3 * 2 ^ 3 ^ 2 / 2) [ug/L]", Map.of())).isEqualTo(2 + 3 * 512 / 2.0);
        assertThat(of("(-2 ^ 2) [ug/L]", Map.of())).isEqualTo(-4);
        assertThat(of("(10 ^ -2) [ug/L]", Map.of())).isCloseTo(0.01, within(1e-15));
        assertThat(of("exp(1.273 * ln(hardness [mg/L]) - 1.460) [ug/L]", Map.of("hardness", 100.0)))
                .isCloseTo(Math.exp(1.273 * Math.log(100) - 1.46), within(1e-12));
        assertThat(of("max(1 [ug/L], 0.002 [mg/L])", Map.of())).isCloseTo(2, within(1e-12));
    }

    @Test
    void comparisons_may_stand_in_chains_and_join() {
        var ammonia = "1 [ug/L] if 6.5 <= pH < 8 and not (temperature > 15 [°C] or temperature < 0 [°C]); 2 [ug/L]";
        assertThat(of(ammonia, Map.of("pH", 7.0, "temperature", 10.0))).isEqualTo(1);
        assertThat(of(ammonia, Map.of("pH", 8.0, "temperature", 10.0))).isEqualTo(2);
        assertThat(of(ammonia, Map.of("pH", 7.0, "temperature", 16.0))).isEqualTo(2);
        assertThat(of("1 [ug/L] if ((pH + 1) * 2 > 14); 2 [ug/L]", Map.of("pH", 6.5)))
                .isEqualTo(1);
    }

    @Test
    void arithmetic_without_a_result_gives_none() {
        assertThat(value("ln(hardness [mg/L]) [ug/L]", "ug/L", Map.of("hardness", 0.0)))
                .isEmpty();
        assertThat(value("(1 / (pH - 7)) [ug/L]", "ug/L", Map.of("pH", 7.0))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hardness + 1                         | differs",
                "hardness + 1 [NTU]                   | differs",
                "33                                   | differs",
                "33 [NTU]                             | differs",
                "33 [ug/L] if hardness < 90           | differs",
                "33 [ug/L] if pH                      | comparison",
                "hardness * hardness                  | product",
                "ln(hardness) [ug/L]                  | plain",
                "2 ^ hardness                         | plain",
                "sulphate [ug/L]                      | name",
                "33 [furlong]                         | unit",
                "33 [ug/L                             | bracket",
                "33 [ug/L] 44                         | rest",
                "33 [ug/L]; 44 [ug/L]                 | unreachable",
                "system(1) [ug/L]                     | function",
                "ln(1, 2) [ug/L]                      | arguments",
                "(1 + 2 [ug/L]                        | differs",
                "(1 [ug/L] + 2 [ug/L]                 | close",
                "1.2.3 [ug/L]                         | number",
                "1 $ 2                                | sign",
                "* 3                                  | value",
                "''                                   | value"
            })
    void what_can_t_be_meant_is_refused_with_its_place(String text, String reason) {
        assertThatThrownBy(() -> Formula.read(text, "ug/L", KNOWN)).isInstanceOfSatisfying(FormulaError.class, e -> {
            assertThat(e.problems().getFirst().key()).isEqualTo("obligations.formula." + reason);
            assertThat(e.at()).isBetween(0, text.length());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "not ", "exp("})
    void deep_nesting_is_refused_quickly(String opening) {
        assertThatThrownBy(() -> Formula.read("1 [ug/L] if " + opening.repeat(450), "ug/L", KNOWN))
                .isInstanceOf(FormulaError.class);
        assertThatThrownBy(() -> Formula.read(opening.repeat(450) + "1", "ug/L", KNOWN))
                .isInstanceOf(FormulaError.class);
    }

    /// Whatever is typed is either a formula or refused with a sentence: nothing else may happen.
    @Property(tries = 500)
    void any_text_is_read_or_refused(@ForAll @StringLength(max = 60) String text) {
        try {
            Formula.read(text, "ug/L", KNOWN);
        } catch (FormulaError refused) {
            assertThat(refused.problems()).hasSize(1);
        }
    }

    @Property(tries = 200)
    void sums_of_quantities_do_not_depend_on_the_units_they_are_written_in(
            @ForAll @DoubleRange(max = 1e6) double a, @ForAll @DoubleRange(max = 1e6) double b) {
        var values = Map.of("hardness", a, "mercury", b);
        assertThat(of("hardness + mercury", values)).isCloseTo(a * 1000 + b, within(1e-6 * (1 + a * 1000 + b)));
        assertThat(of("mercury + hardness", values)).isCloseTo(a * 1000 + b, within(1e-6 * (1 + a * 1000 + b)));
    }
}
