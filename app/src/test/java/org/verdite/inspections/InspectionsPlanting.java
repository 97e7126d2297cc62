package org.verdite.inspections;

import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
import org.verdite.rectification.Severity;
import org.verdite.shared.LocalText;
import org.verdite.shared.UnitId;

/// A checklist of the foreign unit whose draft asks something.
public class InspectionsPlanting implements Planting {

    @Override
    public void plant(BeanFactory beans, UnitId unit) {
        int edition = beans.getBean(Checklists.class)
                .begin(new NewChecklist(unit, "FOREIGN-LIST", LocalText.of(SECRET, SECRET, "en"), null, false));
        beans.getBean(Criteria.class)
                .put(
                        edition,
                        new NewCriterion(
                                "Z-1",
                                new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                List.of(),
                                LocalText.of(SECRET, SECRET, "en"),
                                LocalText.of(SECRET, SECRET, "en"),
                                2,
                                null,
                                false,
                                false,
                                Severity.MINOR,
                                "WATER",
                                Set.of(),
                                SECRET),
                        0);
    }
}
