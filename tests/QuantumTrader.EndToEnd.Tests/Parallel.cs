// Most of these tests wait for a process of their own: more of them at once than there are processors cost nothing.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
