package org.verdite.funds;

import java.math.BigDecimal;
import java.time.YearMonth;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.Money;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A line of expenditure.
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
    }
}
