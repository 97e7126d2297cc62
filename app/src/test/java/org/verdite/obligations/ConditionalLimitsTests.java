package org.verdite.obligations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.verdite.obligations.formula.Formula;

/// The 82 conditional limits of British Columbia as 38 formulas: each gives what the source's own expressions give.
class ConditionalLimitsTests {

    private static final String FILE = "bc-water-guidelines-freshwater-conditional.csv";

    private static Map<String, Formula> formulas() throws IOException {
        var standard = StandardsLibrary.read(FILE, new ClassPathResource("standards/" + FILE).getContentAsByteArray());
        var formulas = new TreeMap<String, Formula>();
        for (var row : standard.rows()) {
            var limit = row.limit(1, standard);
            limit.window().check(limit.unit());
            formulas.put(
                    limit.parameter() + " " + limit.statistic(),
                    Formula.read(
                            limit.window().formula(),
                            limit.unit(),
                            limit.window().names()));
        }
        return formulas;
    }

    @Test
    void each_gives_what_the_source_s_own_expression_gives() throws IOException {
        var formulas = formulas();
        assertThat(formulas).hasSize(38);
        int compared = 0;
        String expected =
                new ClassPathResource("bc-conditional-limits-expected.csv").getContentAsString(StandardCharsets.UTF_8);
        for (String line : expected.lines().skip(2).toList()) {
            String[] cells = line.split(",", -1);
            var values = new HashMap<String, Double>();
            for (String pair : cells[2].split(" ")) {
                values.put(pair.split("=")[0], Double.valueOf(pair.split("=")[1]));
            }
            var value = formulas.get(cells[0] + " " + cells[1]).value(values);
            if (cells[3].isEmpty()) {
                assertThat(value).as(line).isEmpty();
            } else {
                double wanted = Double.parseDouble(cells[3]);
                assertThat(value.orElseThrow()).as(line).isCloseTo(wanted, within(Math.abs(wanted) * 1e-12));
            }
            compared++;
        }
        assertThat(compared).isEqualTo(765);
    }
}
