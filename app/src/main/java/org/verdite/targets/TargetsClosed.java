package org.verdite.targets;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.verdite.organisation.ClosedToContractors;

/// Goals, shares, letters and the policy are for contractors too; who else is judged how, and who has read what, is
/// not.
@Component
class TargetsClosed implements ClosedToContractors {

    private static final List<String> PAGES = List.of("/targets/coverage", "/targets/scorecards");
    private static final Pattern ABOUT_PEOPLE = Pattern.compile("/targets/policies/[^/]+/people(/.*)?");

    @Override
    public boolean closes(String path) {
        return ClosedToContractors.within(PAGES, path)
                || ABOUT_PEOPLE.matcher(path).matches();
    }
}
