package org.verdite.obligations;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.LocalText;
import org.verdite.shared.SiteId;
import org.verdite.shared.UnitId;

/// A permit with a limit.
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
    }
}
