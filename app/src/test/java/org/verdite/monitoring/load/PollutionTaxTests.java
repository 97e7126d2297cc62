package org.verdite.monitoring.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.verdite.monitoring.load.PollutionTax.Discharge;
import org.verdite.monitoring.load.PollutionTax.Equivalent;
import org.verdite.monitoring.load.PollutionTax.Group;
import org.verdite.monitoring.load.PollutionTax.Why;

/// Environmental Protection Tax Law of the PRC, Art. 8, 9 and 13.
class PollutionTaxTests {

    private static final BigDecimal WATER = new BigDecimal("1.40");
    private static final BigDecimal AIR = new BigDecimal("1.20");

    private static final Map<String, Equivalent> TABLE = Stream.of(
                    water("COD", "1", "ORGANIC"),
                    water("BOD", "0.5", "ORGANIC"),
                    water("Cu", "0.1", ""),
                    water("SS", "4", ""),
                    water("NH3-N", "0.8", ""),
                    water("Zn", "0.2", ""),
                    water("F", "0.5", ""),
                    first("As", "0.02"),
                    first("Pb", "0.025"),
                    first("Cd", "0.005"),
                    first("Ni", "0.025"),
                    first("Hg", "0.0005"),
                    first("Ag", "0.02"),
                    new Equivalent("SO2", Group.AIR, new BigDecimal("0.95"), ""),
                    new Equivalent("NOx", Group.AIR, new BigDecimal("0.95"), ""),
                    new Equivalent("dust", Group.AIR, new BigDecimal("2.18"), ""),
                    new Equivalent("HCl", Group.AIR, new BigDecimal("10.75"), ""))
            .collect(Collectors.toMap(Equivalent::parameter, e -> e));

    private static Equivalent water(String parameter, String kilograms, String oneOf) {
        return new Equivalent(parameter, Group.WATER_OTHER, new BigDecimal(kilograms), oneOf);
    }

    private static Equivalent first(String parameter, String kilograms) {
        return new Equivalent(parameter, Group.WATER_FIRST_CLASS, new BigDecimal(kilograms), "");
    }

    private static List<Discharge> of(Object... parameterAndMass) {
        var discharges = new ArrayList<Discharge>();
        for (int i = 0; i < parameterAndMass.length; i += 2) {
            discharges.add(new Discharge(
                    (String) parameterAndMass[i], new BigDecimal(parameterAndMass[i + 1].toString()), null));
        }
        return discharges;
    }

    /// The acceptance example: 2,400 + 1,200 + 900 equivalents of the first three others, 300 + 200 of the first class.
    @Test
    void one_outlet_and_month_is_taxed_with_7000_rmb() {
        var lines = PollutionTax.of(
                TABLE,
                of("COD", 2400, "Cu", 120, "SS", 3600, "NH3-N", 400, "Zn", 90, "F", 200, "As", 6, "Pb", 5),
                WATER,
                AIR);
        assertThat(PollutionTax.sum(lines, false)).isEqualByComparingTo("7000");
        assertThat(lines.stream().filter(PollutionTax.Line::taxed).map(PollutionTax.Line::parameter))
                .containsExactly("COD", "Cu", "SS", "As", "Pb");
        assertThat(lines.stream().filter(l -> l.why() == Why.RANK).map(l -> l.parameter() + " " + l.rank()))
                .containsExactly("NH3-N 4", "Zn 5", "F 6");
    }

    @Test
    void of_the_first_class_five_are_taxed_and_of_air_three() {
        var lines = PollutionTax.of(
                TABLE,
                of(
                        "As", 2, "Pb", 2, "Cd", 2, "Ni", 1, "Hg", 2, "Ag", 0.5, "SO2", 95, "NOx", 190, "dust", 218,
                        "HCl", 10.75),
                WATER,
                AIR);
        assertThat(lines.stream().filter(l -> l.why() == Why.RANK).map(PollutionTax.Line::parameter))
                .containsExactly("Ag", "HCl");
        assertThat(lines.stream()
                        .filter(l -> l.taxed() && l.group() == Group.AIR)
                        .map(l -> l.tax().stripTrailingZeros().toPlainString()))
                .containsExactly("240", "120", "120");
    }

    @Test
    void of_cod_and_bod_only_the_one_with_more_equivalents_is_taxed() {
        var lines = PollutionTax.of(TABLE, of("COD", 100, "BOD", 60, "SS", 4, "Zn", 0.2), WATER, AIR);
        assertThat(lines.stream().map(l -> l.parameter() + " " + l.why()))
                .containsExactly("BOD TAXED", "COD ONE_OF", "SS TAXED", "Zn TAXED");
    }

    @Test
    void less_is_taken_of_what_lay_30_or_50_percent_below_its_limit() {
        assertThat(PollutionTax.taken(null)).isEqualByComparingTo("1");
        assertThat(PollutionTax.taken(new BigDecimal("0.2999"))).isEqualByComparingTo("1");
        assertThat(PollutionTax.taken(new BigDecimal("0.30"))).isEqualByComparingTo("0.75");
        assertThat(PollutionTax.taken(new BigDecimal("0.50"))).isEqualByComparingTo("0.5");
        var lines = PollutionTax.of(
                TABLE, List.of(new Discharge("COD", new BigDecimal(100), new BigDecimal("0.4"))), WATER, AIR);
        assertThat(PollutionTax.sum(lines, false)).isEqualByComparingTo("140");
        assertThat(PollutionTax.sum(lines, true)).isEqualByComparingTo("105");
    }

    @Test
    void what_the_law_has_no_value_for_is_said_and_not_taxed_and_without_a_rate_there_is_no_sum() {
        var lines = PollutionTax.of(TABLE, of("Mo", 10, "COD", 0, "SS", 8), null, AIR);
        assertThat(lines.stream().map(l -> l.parameter() + " " + l.why()))
                .containsExactly("SS TAXED", "COD NOTHING", "Mo NO_EQUIVALENT");
        assertThat(PollutionTax.sum(lines, false)).isNull();
    }
}
