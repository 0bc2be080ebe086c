package dev.millrace.gateway.amqp;

import dev.millrace.message.analysis.AnalysisMode;
import java.util.List;

/** What phones want analysis to do, word for word; not what was heard on the exchange itself. */
final class ModeDeparture implements Departure<AnalysisMode> {

    @Override
    public List<Outgoing> of(String key, AnalysisMode mode) {
        if (!mode.getOrigin().isEmpty() || mode.getBody().isEmpty()) return List.of();
        return List.of(Outgoing.json(mode.getBodyBytes().toByteArray()));
    }
}
