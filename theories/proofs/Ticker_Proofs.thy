theory Ticker_Proofs
  imports Specification.Ticker
begin

section \<open>One action\<close>

lemma increment_raises_counter:
  "counter (localState (newEnv (action incrementCounter i))) = counter (localState (env i)) + 1"
  by (simp add: incrementCounter_def Let_def)

lemma increment_changes_nothing_else:
  "newEnv (action incrementCounter i)
     = (env i)\<lparr>localState := (localState (env i))\<lparr>counter := counter (localState (env i)) + 1\<rparr>\<rparr>"
  by (simp add: incrementCounter_def Let_def)

lemma increment_sends_nothing:
  "producedMessages (action incrementCounter i) = []"
  by (simp add: incrementCounter_def Let_def)

lemma respond_keeps_state_and_sends_counter:
  "newEnv (action respondWithCounter i) = env i"
  "map (content \<circ> packet) (producedMessages (action respondWithCounter i))
     = [Result (counter (localState (env i)))]"
  by (simp_all add: respondWithCounter_def Let_def)

section \<open>The guards\<close>

lemma exactly_one_guard_enabled:
  "length (filter (\<lambda>a. guard a (MessageArrived m) e \<noteq> None) (actions tickerFamily)) = 1"
  by (cases "content (packet m)")
     (simp_all add: tickerFamily_def incrementCounter_def respondWithCounter_def)

lemma no_guard_enabled_by_timers:
  "filter (\<lambda>a. guard a (Elapsed ts) e \<noteq> None) (actions tickerFamily) = []"
  by (simp add: tickerFamily_def incrementCounter_def respondWithCounter_def)

section \<open>Runs\<close>

lemma increments_add_up:
  assumes "\<forall>t \<in> set ts. \<exists>m. t = MessageArrived m \<and> content (packet m) = Increment"
  shows "counter (localState (fst (foldl (step tickerFamily) (e, ms) ts)))
           = counter (localState e) + length ts"
  using assms
  by (induct ts arbitrary: e ms)
     (auto simp: step_def tickerFamily_def incrementCounter_def respondWithCounter_def Let_def)

text \<open>A scenario, executed.\<close>

definition client :: "IMessageType \<Rightarrow> IMessageType Trigger" where
  "client c = MessageArrived \<lparr>sender = Some ''Client'', packet = \<lparr>target = Some ''TickerOne'', content = c\<rparr>\<rparr>"

lemma two_increments_then_count:
  "snd (runAll tickerFamily tickerOne [client Increment, client Increment, client Count])
     = [\<lparr>sender = Some ''TickerOne'', packet = \<lparr>target = Some ''Client'', content = Result 2\<rparr>\<rparr>]"
  by code_simp

lemma two_increments_state:
  "localState (fst (runAll tickerFamily tickerOne [client Increment, client Increment, client Count]))
     = \<lparr>counter = 2\<rparr>"
  by (simp add: runAll_def step_def tickerFamily_def incrementCounter_def respondWithCounter_def
        tickerOne_def client_def Let_def)

end
