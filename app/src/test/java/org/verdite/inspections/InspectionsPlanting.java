package org.verdite.inspections;

import org.springframework.beans.factory.BeanFactory;
import org.verdite.Planting;
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
                        NewCriterion.of(
                                        "Z-1",
                                        new ClauseKey("ISO 14001", "2015", "7.5.3"),
                                        LocalText.of(SECRET, SECRET, "en"))
                                .guidance(LocalText.of(SECRET, SECRET, "en"))
                                .medium("WATER")
                                .because(SECRET)
                                .done(),
                        0);
    }
}
