package org.verdite.organisation;

import java.util.Collection;

/// What a room keeps from people whose only role is a contractor's: they work at a unit and read what is done there,
/// but
/// nothing of its money, of its people and of other companies.
public interface ClosedToContractors {

    /// @param path of a page; the API's address of the same is asked for without its `/api`
    boolean closes(String path);

    /// True for one of some pages, and for what stands below it.
    static boolean within(Collection<String> pages, String path) {
        return pages.stream().anyMatch(page -> path.equals(page) || path.startsWith(page + "/"));
    }
}
