package org.verdite.funds;

import java.util.List;
import org.springframework.stereotype.Component;
import org.verdite.organisation.ClosedToContractors;

/// Plans, orders and postings are the mine's own.
@Component
class FundsClosed implements ClosedToContractors {

    @Override
    public boolean closes(String path) {
        return ClosedToContractors.within(List.of("/funds"), path);
    }
}
