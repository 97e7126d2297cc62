package org.verdite.shared;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What was last asked for, so many keys at most: the one that nobody asked for longest goes first. For any thread.
public final class Recent<K, V> {

    private final Map<K, V> kept;

    /// @param most keys that are kept
    public Recent(int most) {
        this.kept = new LinkedHashMap<>(64, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized @Nullable V get(K key) {
        return kept.get(key);
    }

    public synchronized void put(K key, V value) {
        kept.put(key, value);
    }

    public synchronized void forget(Predicate<K> which) {
        kept.keySet().removeIf(which);
    }
}
