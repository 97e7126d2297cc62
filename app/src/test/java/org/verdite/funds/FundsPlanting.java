package org.verdite.funds;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Collections;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.Money;
import org.verdite.shared.PersonId;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A line of expenditure, and a line of a funding plan with an order.
public class FundsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        beans.getBean(Ledger.class)
                .post(new NewPosting(
                        unit,
                        new SiteId(Planting.first(beans, "organisation.site", unit)),
                        YearMonth.of(2024, 3),
                        Category.MONITORING,
                        Nature.OPEX,
                        new Money(new BigDecimal("4711"), "CNY"),
                        SECRET,
                        SECRET,
                        null));
        var plans = beans.getBean(FundingPlans.class);
        var line = plans.propose(new NewLine(
                unit,
                2024,
                Category.MONITORING,
                Nature.OPEX,
                "CNY",
                new LineTerms(
                        SECRET,
                        new PersonId(Planting.first(beans, "organisation.person", unit)),
                        Collections.nCopies(12, BigDecimal.TEN)),
                null));
        plans.approve(line, 1);
        beans.getBean(Commitments.class)
                .bind(new NewCommitment(line, YearMonth.of(2024, 4), BigDecimal.ONE, null, SECRET, SECRET, ""), "");
    }
}
