(* generated from docs/engines/ticker.md - do not edit *)
theory Ticker
  imports Main Engine
begin

(* docs/engines/ticker.md#ticker-family-engine *)
section \<open>Ticker Family Engine\<close>

(* docs/engines/ticker.md#purpose *)
subsection \<open>Purpose\<close>

text \<open>
  A ticker counts. Each `Increment` message raises its counter by one, and each `Count` message is answered with the number
  that the counter has reached. The number it starts from is part of its initial state.
\<close>

text \<open>
  It is the smallest engine that shows everything an engine page has: a state, messages in both directions, and one guarded
  action for each kind of message.
\<close>

(* docs/engines/ticker.md#ticker-local-environment *)
subsection \<open>Ticker Local Environment\<close>

(* docs/engines/ticker.md#local-state-type *)
subsubsection \<open>Local State Type\<close>

text \<open>A ticker remembers one number.\<close>

text \<open>
  - `counter`: the present value of the counter. It is a natural number, so it never falls below zero.
\<close>

record LocalStateType =
  counter :: nat

(* docs/engines/ticker.md#message *)
subsection \<open>Message\<close>

(* docs/engines/ticker.md#incoming-message-type *)
subsubsection \<open>Incoming Message Type\<close>

text \<open>A ticker understands two messages.\<close>

text \<open>
  - `Increment` tells it to raise its counter by one.
  - `Count` asks for the present value of the counter.
\<close>

datatype IMessageType = Increment | Count

(* docs/engines/ticker.md#outgoing-message-type *)
subsubsection \<open>Outgoing Message Type\<close>

text \<open>
  A ticker only speaks when it is asked. `Result n` is its answer to `Count`: the counter is at `n`.
\<close>

datatype OMessageType = Result nat

(* docs/engines/ticker.md#local-environment-type *)
subsection \<open>Local Environment Type\<close>

text \<open>
  The environment of a ticker is that of any [engine](../framework/engine.md#the-engine-environment), with the ticker's own
  state and messages filled in.
\<close>

type_synonym LocalEnvironment = "(LocalStateType, IMessageType) EngineEnvironment"

(* docs/engines/ticker.md#guarded-actions *)
subsection \<open>Guarded Actions\<close>

text \<open>
  There is one guarded action for each message. A guard that lets its action happen also tells it what it has to know:
  nothing for `Increment`, and the name of the sender for `Count`.
\<close>

datatype GuardReturnType =
    IncrementGuard
  | RespondGuard "Name option"

type_synonym TickerAction = "(LocalStateType, IMessageType, GuardReturnType, OMessageType) GuardedAction"

(* docs/engines/ticker.md#guarded-action-increment-counter *)
subsubsection \<open>Guarded Action: Increment Counter\<close>

text \<open>Enabled when an `Increment` message has arrived.\<close>

text \<open>
  The counter is raised by one; the rest of the environment stays as it is. No message is sent, no timer is set, and no engine
  is started.
\<close>

definition incrementCounter :: TickerAction where
  "incrementCounter =
     \<lparr>guard =
        (\<lambda>t _.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Increment \<Rightarrow> Some IncrementGuard
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a;
               counterValue = counter (localState previousEnv)
           in \<lparr>newEnv = previousEnv\<lparr>localState := \<lparr>counter = counterValue + 1\<rparr>\<rparr>,
               producedMessages = [],
               newTimers = [],
               spawnedEngines = []\<rparr>)\<rparr>"

(* docs/engines/ticker.md#guarded-action-respond-with-counter *)
subsubsection \<open>Guarded Action: Respond with Counter\<close>

text \<open>Enabled when a `Count` message has arrived.\<close>

text \<open>
  The environment stays as it is. It sends one message to the sender of `Count`: the present value of the counter.
\<close>

definition respondWithCounter :: TickerAction where
  "respondWithCounter =
     \<lparr>guard =
        (\<lambda>t _.
           case t of
             MessageArrived m \<Rightarrow>
               (case content (packet m) of
                  Count \<Rightarrow> Some (RespondGuard (sender m))
                | _ \<Rightarrow> None)
           | Elapsed _ \<Rightarrow> None),
      action =
        (\<lambda>a.
           let previousEnv = env a;
               counterValue = counter (localState previousEnv);
               asker =
                 (case guardOutput a of
                    IncrementGuard \<Rightarrow> None
                  | RespondGuard whoAsked \<Rightarrow> whoAsked)
           in \<lparr>newEnv = previousEnv,
               producedMessages =
                 [\<lparr>sender = Some (engineRef previousEnv),
                   packet = \<lparr>target = asker, content = Result counterValue\<rparr>\<rparr>],
               newTimers = [],
               spawnedEngines = []\<rparr>)\<rparr>"

text \<open>Together, the two guarded actions are the ticker family.\<close>

definition tickerFamily ::
  "(LocalStateType, IMessageType, GuardReturnType, OMessageType) EngineFamily" where
  "tickerFamily = \<lparr>actions = [incrementCounter, respondWithCounter]\<rparr>"

text \<open>And this is a ticker that starts from zero and has met nobody yet.\<close>

definition tickerOne :: LocalEnvironment where
  "tickerOne =
     \<lparr>engineRef = ''TickerOne'',
      localState = \<lparr>counter = 0\<rparr>,
      timers = [],
      acquaintances = {},
      mailboxCluster = Map.empty\<rparr>"

(* docs/engines/ticker.md#diagrams *)
subsection \<open>Diagrams\<close>

(* docs/engines/ticker.md#conversation-partner-diagram *)
subsubsection \<open>Conversation-partner Diagram\<close>

text \<open>
  The diagram is derived from the definitions above: anyone may send a ticker an `Increment` or a `Count`, and it sends a
  `Result` to the sender of a `Count`.
\<close>

(* docs/engines/ticker.md#guarded-action-diagram *)
subsubsection \<open>Guarded-action Diagram\<close>

text \<open>
  Each message has its own guard. Only the answer to a `Count` leaves the engine, and only an `Increment` changes the state.
\<close>

(* docs/engines/ticker.md#decision-table *)
subsubsection \<open>Decision Table\<close>

text \<open>
  The same as a table: no two actions are enabled by the same message, so a ticker never has to choose.
\<close>

(* docs/engines/ticker.md#state-diagram *)
subsubsection \<open>State Diagram\<close>

text \<open>All that a ticker remembers is one number.\<close>

(* docs/engines/ticker.md#what-is-proved *)
subsection \<open>What Is Proved\<close>

text \<open>
  What the sentences above promise can be proved of the definitions, in a theory that is
  [written by hand](../proofs/ticker.md). Two of its theorems are shown here, cut out of it. The line below each says whether
  Isabelle accepts it.
\<close>

text \<open>
  However many increments arrive, in whatever state they find the ticker, the counter rises by exactly their number:
\<close>

text \<open>
  And whatever arrives, exactly one of the two guarded actions may happen, so no scheduler has a choice:
\<close>

end
(* digest 1: 3131d94f1c9b69e83c3ef10db1419dfb *)
