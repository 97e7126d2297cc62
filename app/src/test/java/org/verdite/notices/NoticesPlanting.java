package org.verdite.notices;

import java.time.Instant;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.shared.LocalText;
import org.verdite.shared.Origin;
import org.verdite.shared.UnitId;

/// An alarm of a foreign unit.
public class NoticesPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        var at = Instant.parse("2026-03-01T00:00:00Z");
        beans.getBean(Notices.class)
                .tell(NewNotice.alarm(
                        unit,
                        LocalText.of(SECRET, SECRET, "en"),
                        new Origin("organisation", "unit", unit.toString(), SECRET, "/organisation/units/" + unit),
                        at,
                        false,
                        at,
                        "planting:" + unit));
    }
}
