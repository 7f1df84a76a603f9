package org.levelread.audit;

/// Says whether the results are open to those who lead a study. As long as they are not, the trail shows that somebody answered,
/// and not what. Implemented by the room that knows the protocol.
public interface AuditSeal {
    boolean answersVisible();
}
