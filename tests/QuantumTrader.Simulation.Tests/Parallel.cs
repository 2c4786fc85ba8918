// The tests with processes wait most of the time: more of them at once than there are processors cost nothing.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
