package org.verdite.targets;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A promise of one subsidiary. Promises are everybody's to read (`verdite.common`), so it holds no secret; nobody from
/// outside may change it.
public class TargetsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        beans.getBean(Targets.class)
                .set(new NewTarget(
                        unit,
                        "OTHERS-T",
                        LocalText.of("en", "Everybody may read it"),
                        "EMS-14001",
                        2020,
                        2030,
                        new BigDecimal("100"),
                        NewTarget.Direction.AT_LEAST,
                        "ISO_SCOPE",
                        LocalText.of("en", "Everybody may read it"),
                        LocalDate.of(2021, 1, 1),
                        ""));
    }
}
