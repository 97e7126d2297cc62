package org.verdite.organisation;

import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Which role each account has at which unit.
@Component
class Grants {

    boolean sees(Scope scope, UnitId unit) {
        int[] units = scope.units();
        return units == null || IntStream.of(units).anyMatch(u -> u == unit.value());
    }

    boolean allows(Scope scope, Permission permission, UnitId unit) {
        return false;
    }

    boolean allowsAnywhere(Scope scope, Permission permission) {
        return false;
    }
}
