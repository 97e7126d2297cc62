package org.verdite.assessments.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.ui.MenuSource;
import org.verdite.ui.Phase;

@Component
class AssessmentsMenu implements MenuSource {

    @Override
    public List<Entry> entries() {
        return List.of(
                new Entry(Phase.CHECK, "assessments.menu.certificates", "/assessments/certificates", 60),
                new Entry(Phase.CHECK, "assessments.menu.recognitions", "/assessments/recognitions", 70));
    }
}
