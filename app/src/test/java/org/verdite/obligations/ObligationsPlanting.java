package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.verdite.Planting;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A permit with a limit, which refers to a standard, and the draft of a document.
public class ObligationsPlanting implements Planting {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var register = beans.getBean(LimitRegister.class);
        var name = LocalText.of("en", SECRET);
        var site = new SiteId(Planting.first(beans, "organisation.site", unit));
        long permit =
                register.addSet(NewLimitSet.permit(unit, "FOREIGN-L", name, SECRET, site, START, SECRET + " registry"));
        register.addLimit(NewLimit.permitMaximum(
                permit, "w20122", name, "DAY_MEAN", new BigDecimal("0.3"), "mg/L", "FOREIGN-W", SECRET, START));
        beans.getBean(Quotas.class)
                .add(new NewQuota(
                        permit,
                        "w20122",
                        name,
                        new BigDecimal("120"),
                        "kg",
                        "YEAR",
                        "FOREIGN-W",
                        new BigDecimal("0.8"),
                        SECRET,
                        START,
                        null));
        beans.getBean(Clauses.class)
                .draft(new NewStandard(
                        unit,
                        "FOREIGN-RULES",
                        "1",
                        LocalText.of(SECRET, SECRET, "en"),
                        LocalText.of("en", SECRET),
                        false,
                        false,
                        List.of(new NewStandard.NewClause("1", LocalText.of(SECRET, SECRET, "en"), List.of()))));
        register.refer(permit, standard(beans), "", START);
    }

    private static long standard(BeanFactory beans) {
        var transaction = new TransactionTemplate(beans.getBean(PlatformTransactionManager.class));
        return Objects.requireNonNull(transaction.execute(_ -> beans.getBean(JdbcClient.class)
                .sql("select min(id) from obligations.limit_set where unit_id is null")
                .query((rs, _) -> rs.getLong(1))
                .single()));
    }
}
