const split = (text) => text.trim().split(/\s+/)

/** Words of one field, so that the text of a deck compresses as notes on a subject do: about 3.5 to 1. */
export const nouns = split(`
  cache queue index scheduler parser replica lock router buffer log shard leader follower quorum epoch lease token
  gradient tensor kernel layer encoder decoder projection residual embedding vocabulary window batch sampler
  optimiser checkpoint pipeline broker partition offset segment compactor filter bloom tree heap page journal
  snapshot transaction cursor planner join predicate histogram counter timer socket packet frame channel codec
  resolver gateway proxy cluster node region volume inode descriptor mutex semaphore barrier fibre thread arena`)
export const qualities = split(`
  bounded shared lazy ordered sharded durable adaptive replicated sparse dense causal bidirectional monotonic
  idempotent stale warm cold hierarchical quantised masked pruned frozen linear convex stochastic asynchronous
  immutable incremental local remote nested flat skewed balanced saturated redundant volatile persistent`)
export const verbs = split(`
  absorbs delays reorders rejects merges counts forwards splits retries attends projects normalises clips scales
  evicts flushes replays elects fences throttles prefetches compacts samples averages drops hashes aligns masks
  copies validates rewrites balances commits aborts streams batches truncates pads shuffles encodes`)
export const objects = split(`
  writes keys reads entries batches clients bursts gradients tokens weights scores heads positions queries values
  rows columns pages votes epochs leases packets frames retries acknowledgements duplicates outliers logits
  deltas tombstones checksums timestamps boundaries neighbours collisions overflows`)
export const joints = split(`because unless until when while so-that as-long-as before after although`)
export const syllables = split(`
  ka lo mi ren tu ves dor pa ni sol ga bri cha fen ul ha jo ker lim mo nar os pre qui ros sta tev un vil wex yor zan`)
