package org.verdite;

import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.verdite.shared.Scope;
import org.verdite.shared.UnitId;

/// Records of a unit that an attacker must not see or change. A room adds its own by a class that implements this,
/// named
/// in `META-INF/services/org.verdite.Planting`.
public interface Planting {

    /// Stands in every text of every planted record; found in an answer, something leaked.
    String SECRET = "Zorkmid";

    /// Plants at least one record of each kind that the room's URLs name. Called within a scope that may do everything.
    ///
    /// @param unit the foreign unit; a site stands there already
    void plant(BeanFactory beans, UnitId unit);

    static <T> T system(Supplier<T> work) {
        return Scope.system("planting").get(work);
    }
}
