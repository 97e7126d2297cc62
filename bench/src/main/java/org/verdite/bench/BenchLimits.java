package org.verdite.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.verdite.obligations.LimitKind;
import org.verdite.obligations.LimitRegister;
import org.verdite.obligations.NewLimit;
import org.verdite.obligations.NewLimitSet;
import org.verdite.obligations.NonDetectRule;
import org.verdite.obligations.Operator;
import org.verdite.obligations.RoundingBasis;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// One limit for each parameter of the import benchmark.
final class BenchLimits {

    private BenchLimits() {}

    static void add(ConfigurableApplicationContext context, int unit, int site, List<String> names) {
        var limits = context.getBean(LimitRegister.class);
        var jdbc = context.getBean(JdbcClient.class);
        long set = limits.addSet(new NewLimitSet(
                new UnitId(unit),
                "BENCH",
                "1",
                "",
                LocalText.of("en", "Bench"),
                "",
                new SiteId(site),
                null,
                LocalDate.of(2000, 1, 1),
                null,
                null,
                "",
                "",
                ""));
        for (String name : names) {
            String code = jdbc.sql("select parameter_code from monitoring.parameter_alias where alias = :alias")
                    .param("alias", name)
                    .query((rs, _) -> rs.getString(1))
                    .single();
            limits.addLimit(new NewLimit(
                    set,
                    LimitKind.OBJECTIVE,
                    code,
                    LocalText.of("en", name),
                    "",
                    "",
                    "SAMPLE",
                    Operator.MAX,
                    null,
                    new BigDecimal("0.99"),
                    "mg/L",
                    null,
                    RoundingBasis.NONE,
                    NonDetectRule.LEVEL_DECIDES,
                    1,
                    null,
                    "SURFACE_WATER",
                    "",
                    "",
                    LocalDate.of(2000, 1, 1),
                    null,
                    "",
                    true));
        }
    }
}
