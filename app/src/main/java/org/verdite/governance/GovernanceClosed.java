package org.verdite.governance;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.ClosedToContractors;

/// What committees and reviews decide is the mine's own.
@Component
class GovernanceClosed implements ClosedToContractors {

    @Override
    public boolean closes(String path) {
        return ClosedToContractors.within(List.of("/governance"), path);
    }
}
